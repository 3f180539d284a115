/** What is known of the Splunk that indexes the events, as far as it changes how they look. */
import type { LookupCompiler } from "../fields/auto-lookups.ts";
import type { EvalCompiler } from "../fields/search-fields.ts";

export interface Indexer {
  /** Host of events that name none. */
  readonly serverName: string;
  /** Epoch seconds; `_time` of events that tell no time. */
  readonly now: number;
  /** Whether what came over the wire is of the moment it came, not of `now`. */
  readonly heedsReceipt?: boolean;
  /** Epoch seconds that the script's own clock shows, where `now` is a set one: its stamps are no times to come. */
  readonly wallClock?: number;
  /** Without it, `EVAL-…` settings are left out. */
  readonly compileEval?: EvalCompiler | undefined;
  /** Without it, `LOOKUP-…` settings are left out. */
  readonly compileLookup?: LookupCompiler | undefined;
}
