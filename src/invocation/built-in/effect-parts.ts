/** What one of Splunk's own actions is given. */
import type { Row, SearchContext } from "../invocation.ts";

export interface EffectParts {
  /** Without the prefix `param.`. */
  readonly params: ReadonlyMap<string, string>;
  /** At most as many as Splunk shows. */
  readonly rows: readonly Row[];
  readonly search: SearchContext;
}
