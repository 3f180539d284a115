/**
 * `reset_before="(…)"` and `reset_after="(…)"` of streamstats. The expression may stand between `"("` and `")"`, in one pair
 * of double quotes, or in parentheses alone. Ground: Search Reference, «streamstats», and the examples there.
 */
import type { MutableRow } from "../../text/row.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { compileTest } from "../stage/expressions.ts";
import type { SplWorld } from "../stage/stage.ts";

type Test = () => (row: MutableRow) => boolean | undefined;

export interface Resets {
  /** The call without them. */
  readonly call: CommandCall;
  readonly before: Test | undefined;
  readonly after: Test | undefined;
}

const BEGIN = /\breset_(before|after)\s*=\s*(?="|\()/i;

export function takeResets(call: CommandCall, world: SplWorld): Resets {
  const tests: { before?: Test; after?: Test } = {};
  let rest = call;
  for (let begin = BEGIN.exec(rest.args); begin !== null; begin = BEGIN.exec(rest.args)) {
    const from = begin.index + begin[0].length;
    const { text, start, end } = expressionAt(rest, from);
    const side = /before/i.test(begin[1] ?? "") ? "before" : "after";
    tests[side] = compileTest(call, text, world, rest.argsStart + start);
    const blank = " ".repeat(end - begin.index);
    rest = { ...rest, args: rest.args.slice(0, begin.index) + blank + rest.args.slice(end) };
  }
  return { call: rest, before: tests.before, after: tests.after };
}

interface Expression {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function expressionAt(call: CommandCall, from: number): Expression {
  const { args } = call;
  const apart = args.startsWith('"("', from) ? args.indexOf('")"', from + 3) : -1;
  if (apart >= 0) return { text: args.slice(from + 3, apart), start: from + 3, end: apart + 3 };
  const end = args[from] === '"' ? endOfQuote(args, from) : endOfParenthesis(args, from);
  if (end < 0)
    throw commandError(call, "The expression of a reset is not closed.", {
      at: call.argsStart + from,
    });
  const text = args.slice(from + 1, end).replace(/\\(["\\])/g, "$1");
  return { text, start: from + 1, end: end + 1 };
}

function endOfQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function endOfParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '"') at = Math.max(at, endOfQuote(text, at));
    else if (text[at] === "(") depth += 1;
    else if (text[at] === ")" && (depth -= 1) === 0) return at;
  }
  return -1;
}
