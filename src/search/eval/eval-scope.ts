/** What an expression sees while it is evaluated. */
import type { Where } from "../../errors.ts";
import type { Searchable } from "../text/searchable.ts";
import type { EvalValue, Inner } from "./values/eval-value.ts";

export interface EvalScope {
  /** null where there is no such field. */
  field(name: string): EvalValue;
  /** Epoch seconds of the run's clock: `now()` and `time()`. */
  clock(): number;
  /** From 0 up to 1, from the run's seed: `random()`. */
  random(): number;
  /** Name of the zone that times are shown in, `Europe/Berlin`. Default UTC. */
  readonly timeZone?: string | undefined;
  /** Fields are arguments of a request that is checked: text like `1` or `true` counts as a boolean. */
  readonly isRequest?: boolean | undefined;
  /** Told of what a limit leaves out. */
  readonly warn?: ((text: string) => void) | undefined;
  /** The whole event, for `searchmatch()`; without it, its fields are asked for by name. */
  event?(): Searchable;
}

export type Compiled = (scope: EvalScope) => Inner;

/** Compiles the search of `searchmatch()`. */
export type SearchMatchCompiler = (search: string, where?: Where) => (scope: EvalScope) => boolean;
