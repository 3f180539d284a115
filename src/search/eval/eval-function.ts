/** A function of the eval language as one value: its name, its arguments, what is known of its result, and its code. */
import type { HarnessError, Where } from "../../errors.ts";
import type { Compiled, EvalScope, SearchMatchCompiler } from "./eval-scope.ts";
import type { EvalNode } from "./eval-tree.ts";
import type { Inner } from "./values/eval-value.ts";

export interface CallContext {
  /** The arguments as they are written. */
  readonly nodes: readonly EvalNode[];
  /** Which arguments are text even when they look like a number. */
  readonly isText: readonly boolean[];
  readonly where: Where | undefined;
  readonly searchMatch: SearchMatchCompiler | undefined;
  error(problem: string, hint?: string): HarnessError;
}

export interface EvalTraits {
  /** Arguments behind this many come in pairs. */
  readonly inPairs?: number;
  /** The result is text even when it looks like a number. */
  readonly isText?: true;
  /** Gives nothing but true, false and null: `| eval a=isnull(b)` is refused. */
  readonly givesBoolean?: true;
  /** Gives one of its arguments as it is, or null. */
  readonly picks?: true;
}

export interface EvalFunction extends EvalTraits {
  readonly name: string;
  /** `replace(<str>, <regex>, <replacement>)`. */
  readonly usage: string;
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  readonly make: (args: readonly Compiled[], context: CallContext) => Compiled;
}

type Call = (args: readonly Inner[], scope: EvalScope) => Inner;

/** A function of its values alone. */
export function plain(usage: string, call: Call, traits: EvalTraits = {}): EvalFunction {
  return special(usage, (args) => applyTo(args, call), traits);
}

/** A function of its values alone that is a test. */
export function predicate(usage: string, call: Call): EvalFunction {
  return plain(usage, call, { givesBoolean: true });
}

/** A function that takes its arguments unevaluated. */
export function special(
  usage: string,
  make: EvalFunction["make"],
  traits: EvalTraits = {},
): EvalFunction {
  const name = usage.slice(0, usage.indexOf("("));
  return { name, usage, arity: arityOf(usage), ...traits, make };
}

function applyTo(args: readonly Compiled[], call: Call): Compiled {
  const [first, second] = args;
  if (first === undefined) return (scope) => call([], scope);
  if (second === undefined) return (scope) => call([first(scope)], scope);
  if (args.length === 2) return (scope) => call([first(scope), second(scope)], scope);
  return (scope) =>
    call(
      args.map((arg) => arg(scope)),
      scope,
    );
}

/** Counted from the usage: `f(<a>, [<b>], …)`: brackets may be left out, dots may be repeated. */
function arityOf(usage: string): readonly [number, number] {
  const list = usage.slice(usage.indexOf("(") + 1, usage.lastIndexOf(")")).trim();
  const args = list === "" ? [] : list.split(/,\s*/);
  const named = args.filter((arg) => arg !== "…");
  const least = named.filter((arg) => !arg.startsWith("[")).length;
  return [least, named.length === args.length ? args.length : Infinity];
}
