/** Functions of eval that the chosen Splunk does not have. */
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { SplWorld } from "./stage.ts";

/** Commands with eval expressions among their arguments. */
const WITH_EVAL = new Set([
  "eval",
  "where",
  "fieldformat",
  "foreach",
  "stats",
  "eventstats",
  "streamstats",
]);
const CALL = /"(?:\\.|[^"\\])*"|'[^']*'|([a-z_]\w*)\s*\(/gi;

/** The list of functions lags where JSON is concerned, so those get a warning. */
export function checkFunctions(call: CommandCall, { laterFunctions, warn }: SplWorld): void {
  if (laterFunctions === undefined || !WITH_EVAL.has(call.name)) return;
  for (const [, name = ""] of call.args.matchAll(CALL)) {
    const first = laterFunctions.get(name.toLowerCase());
    if (first === undefined) continue;
    if (!/^json(?:_|$)/.test(name)) {
      throw commandError(call, `The '${name}' function is unsupported or undefined`, {
        hint: `Splunk has it from ${first} on. Choose another --splunk-version.`,
      });
    }
    warn?.(`The '${name}' function may be unsupported: Splunk lists it from ${first} on.`);
  }
}
