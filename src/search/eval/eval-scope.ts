/** What an expression sees while it is evaluated, and how functions are declared. */
import type { HarnessError, Where } from "../../errors.ts";
import type { Searchable } from "../text/searchable.ts";
import type { EvalNode } from "./eval-tree.ts";
import type { EvalValue, Inner } from "./values/eval-value.ts";

export interface EvalScope {
  /** null where there is no such field. */
  field(name: string): EvalValue;
  /** Epoch seconds of the run's clock: `now()` and `time()`. */
  clock(): number;
  /** From 0 up to 1, from the run's seed: `random()`. */
  random(): number;
  /** Name of the zone that times are shown in, `Europe/Berlin`. Default UTC. */
  readonly timeZone?: string;
  /** Fields are arguments of a request that is checked: text like `1` or `true` counts as a boolean. */
  readonly isRequest?: boolean;
  /** The whole event, for `searchmatch()`; without it, its fields are asked for by name. */
  event?(): Searchable;
}

export type Compiled = (scope: EvalScope) => Inner;

/** Compiles the search of `searchmatch()`. */
export type SearchMatchCompiler = (search: string, where?: Where) => (scope: EvalScope) => boolean;

export interface CallContext {
  /** The arguments as they are written. */
  readonly nodes: readonly EvalNode[];
  /** Which arguments are text even when they look like a number. */
  readonly isText: readonly boolean[];
  readonly where: Where | undefined;
  readonly searchMatch: SearchMatchCompiler | undefined;
  error(problem: string, hint?: string): HarnessError;
}

export interface EvalFunction {
  /** `replace(<str>, <regex>, <replacement>)`. */
  readonly usage: string;
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** Arguments behind this many come in pairs. */
  readonly inPairs?: number;
  /** The result is text even when it looks like a number. */
  readonly isText?: true;
  readonly make: (args: readonly Compiled[], context: CallContext) => Compiled;
}

/** A function of its values alone. */
export function plain(
  usage: string,
  call: (args: readonly Inner[], scope: EvalScope) => Inner,
  options: { isText?: true; inPairs?: number } = {},
): EvalFunction {
  return { usage, arity: arityOf(usage), ...options, make: (args) => applyTo(args, call) };
}

/** A function that takes its arguments unevaluated. */
export function special(
  usage: string,
  make: EvalFunction["make"],
  options: { isText?: true; inPairs?: number } = {},
): EvalFunction {
  return { usage, arity: arityOf(usage), ...options, make };
}

function applyTo(
  args: readonly Compiled[],
  call: (args: readonly Inner[], scope: EvalScope) => Inner,
): Compiled {
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
