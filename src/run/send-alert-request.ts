/** What a caller may say of one run. Everything has a default: `{}` is `| makeresults | sendalert <the only action>`. */
import type { Assumptions } from "../invocation/assumptions.ts";
import type { Unresolved } from "../invocation/payload/expand-tokens.ts";
import type { Mode } from "../invocation/invocation.ts";
import type { TriggerRows } from "../invocation/rows/open-rows.ts";
import type { Fixtures } from "../splunkd/model/fixtures.ts";
import type { HandedSplunkd } from "../splunkd/start-stand-in.ts";
import type { OnUnknownEndpoint } from "../verdict/judge-rest.ts";

export interface SendAlertRequest {
  /** Stanza name in alert_actions.conf; may be left out when there is only one. */
  readonly action?: string | undefined;
  /** Without the prefix `param.`; over those of the conf. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** `adhoc` (default), `saved`, `per-result`, or `es-adhoc`: run on a notable from Incident Review. */
  readonly mode?: Mode | undefined;
  /** When not given: what the saved search finds if it can run here, else one row with only a `_time`. */
  readonly rows?: TriggerRows | undefined;
  /** Path or version of the interpreter. */
  readonly python?: string | undefined;
  /** As from a saved search: refuse what Splunk would not have saved, where otherwise a note tells it. */
  readonly strict?: boolean | undefined;
  /** Stanza of savedsearches.conf that triggers the action: gives mode, text, parameters and limits. */
  readonly savedSearch?: string | undefined;
  readonly searchName?: string | undefined;
  readonly searchText?: string | undefined;
  /** App context of the search; `search` when not given. */
  readonly searchApp?: string | undefined;
  /** `admin` when not given. */
  readonly owner?: string | undefined;
  readonly serverHost?: string | undefined;
  /**
   * A stand-in that is running already, from `startSplunkd`: its user, state and address serve this run, and what the run
   * writes stays in it for the next. Without it each run has a new one.
   */
  readonly splunkd?: HandedSplunkd | undefined;
  /** What splunkd's stand-in holds: credentials, users, settings, conf stanzas, KV store rows. */
  readonly fixtures?: Fixtures | undefined;
  /** Port of the stand-in; 8089 when it is free, else a free one. */
  readonly port?: number | undefined;
  /** Keeps the bodies of REST calls in `rest[]` too; of a stand-in that is handed over, `startSplunkd` decides. */
  readonly recordBodies?: boolean | undefined;
  /** Whether a call to an endpoint that nobody plays here is passed over, told (default), or fails the verdict. */
  readonly onUnknownEndpoint?: OnUnknownEndpoint | undefined;
  /** Epoch seconds that the run takes for now; the clock's when not given. */
  readonly now?: number | undefined;
  /** What the session key is made from; random when not given. */
  readonly seed?: number | undefined;
  /** Time range of the search: epoch seconds, `-24h@h`, `now`, a date; open when not given. */
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  /** As `sendalert … results_link=…` gives it. */
  readonly resultsLink?: string | undefined;
  /** The search's id, where one is known already. */
  readonly sid?: string | undefined;
  /** Cap of rows; `maxresults` of the action when not given. */
  readonly maxResults?: number | undefined;
  readonly emptyParams?: "include" | "omit" | undefined;
  readonly unresolved?: Unresolved | undefined;
  readonly numericSid?: boolean | undefined;
  /** What nobody outside of Splunk knows, where you know better. */
  readonly assume?: Partial<Assumptions> | undefined;
  /** Working folder of the script: its app's bin/ (default), or the root of the file system as a daemon has it. */
  readonly cwd?: "bin" | "root" | undefined;
  /** Variables let through to the script. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Bytes kept of stdout and of stderr each; 8 MiB when not given. */
  readonly captureBytes?: number | undefined;
  /** Run the script once more before, as Splunk Web's preview of an ad hoc search does. */
  readonly preview?: boolean | undefined;
  /** Build everything, start nothing. */
  readonly dryRun?: boolean | undefined;
  /** Leave SPLUNK_HOME behind. */
  readonly keep?: boolean | undefined;
  /** Do not mask session key and secrets in the transcript. */
  readonly showSecrets?: boolean | undefined;
  /** Kills the script and ends the run. */
  readonly signal?: AbortSignal | undefined;
}
