/** The search in brackets that ends the arguments of append, appendpipe, foreach and join. */
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";

export interface Bracketed {
  /** The call without it. */
  readonly outer: CommandCall;
  /** Offsets in the text of the search. */
  readonly from: number;
  readonly to: number;
}

export function takeBrackets(call: CommandCall): Bracketed {
  const open = call.args.indexOf("[");
  if (open < 0 || !call.args.endsWith("]")) {
    throw commandError(call, "The last argument must be a subsearch.", {
      hint: `Write | ${call.name} … [| makeresults | eval …].`,
    });
  }
  const outer = { ...call, args: call.args.slice(0, open).trimEnd() };
  return { outer, from: call.argsStart + open + 1, to: call.end - 1 };
}
