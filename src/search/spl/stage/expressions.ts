/** Eval expressions inside commands: compiled once, run on rows, with errors that point into the whole search. */
import { HarnessError, type Where } from "../../../errors.ts";
import type { EvalScope } from "../../eval/eval-scope.ts";
import { type EvalValue, isMultivalue, toText } from "../../eval/values/eval-value.ts";
import { compileEval } from "../../eval/evaluate.ts";
import { parseAssignments, parseEval } from "../../eval/parse-eval.ts";
import { SearchError, searchError } from "../../text/search-error.ts";
import type { MutableRow } from "../../text/row.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { SplWorld } from "./stage.ts";

type Value = string | readonly string[];

/** Whether a row is kept; undefined for null. */
export function compileTest(
  call: CommandCall,
  text: string,
  world: SplWorld,
  offset: number,
): () => (row: MutableRow) => boolean | undefined {
  const run = inPlace(call, text, offset, (padded, where) => compileEval(parseEval(padded, where)));
  return () => {
    const scope = new RowScope(world);
    return (row) => {
      const value = run(scope.on(row));
      return value === null ? undefined : isTrue(value);
    };
  };
}

/** What `stats count(eval(…))` counts: a condition that does not hold is no value. */
export function compileValue(
  call: CommandCall,
  text: string,
  world: SplWorld,
  offset: number,
): () => (row: MutableRow) => Value | undefined {
  const run = inPlace(call, text, offset, (padded, where) => compileEval(parseEval(padded, where)));
  return () => {
    const scope = new RowScope(world);
    return (row) => {
      const value = run(scope.on(row));
      if (typeof value === "boolean") return value ? "1" : undefined;
      return fieldValue(value);
    };
  };
}

export interface Assignments {
  readonly names: readonly string[];
  /** Whether names are taken from fields, `{kind}_count=1`. */
  readonly isOpen: boolean;
  start(): (row: MutableRow) => MutableRow;
}

export function compileAssignments(call: CommandCall, world: SplWorld): Assignments {
  const steps = inPlace(call, call.args, call.argsStart, (padded, where) =>
    parseAssignments(padded, where).map(({ field, tree, isIndirect }) => ({
      field,
      isIndirect,
      run: compileEval(tree),
    })),
  );
  return {
    names: steps.filter(({ isIndirect }) => !isIndirect).map(({ field }) => field),
    isOpen: steps.some(({ isIndirect }) => isIndirect),
    start() {
      const scope = new RowScope(world);
      return (row) => {
        scope.on(row);
        for (const { field, isIndirect, run } of steps) {
          const name = isIndirect ? filled(field, row) : field;
          const value = fieldValue(run(scope));
          if (value !== undefined) row[name] = value;
          else if (row[name] !== undefined) delete row[name];
        }
        return row;
      };
    },
  };
}

/** One scope for all rows of a run: making one for each would cost more than most expressions. */
class RowScope implements EvalScope {
  readonly random: () => number;
  readonly clock: () => number;
  readonly warn: SplWorld["warn"];
  #row: MutableRow = {};

  constructor(world: SplWorld) {
    this.random = world.newRandom();
    this.clock = () => world.now;
    this.warn = world.warn;
  }

  on(row: MutableRow): this {
    this.#row = row;
    return this;
  }

  field(name: string): Value | null {
    return this.#row[name] ?? null;
  }
}

function filled(template: string, row: MutableRow): string {
  return template.replace(/\{([^{}]+)\}/g, (_whole, name: string) =>
    [row[name] ?? ""].flat().join(" "),
  );
}

function fieldValue(value: EvalValue): Value | undefined {
  if (typeof value === "string") return value;
  if (isMultivalue(value)) return value.length === 0 ? undefined : value;
  return toText(value);
}

function isTrue(value: EvalValue): boolean {
  return value === true || (typeof value === "number" && value !== 0);
}

/** Reads a part of the search; what goes wrong is told in the command's name, and shown in the whole text. */
function inPlace<T>(
  call: CommandCall,
  text: string,
  offset: number,
  read: (padded: string, where: Where | undefined) => T,
): T {
  const { source } = call;
  const padded = source.text.slice(0, offset).replace(/[^\n]/g, " ") + text;
  try {
    return read(padded, source.where);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    throw shown(call, error);
  }
}

function shown(call: CommandCall, error: HarnessError): HarnessError {
  const { code, hint, where } = error;
  const { problem, place, offset } =
    error instanceof SearchError
      ? error
      : { problem: error.message, place: undefined, offset: undefined };
  const named = `Error in '${call.name}' command: ${problem}`;
  const options = { cause: error, hint, where, command: call.name };
  return offset === undefined
    ? new SearchError(code, named, { ...options, place })
    : searchError(code, named, call.source.text, offset, options);
}
