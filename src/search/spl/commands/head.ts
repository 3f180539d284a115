/** `head` and `tail`. Ground: Search Reference: ten unless told otherwise; `tail` gives the last rows in reverse order. */
import { readArgs, wholeNumber, yesOrNo } from "../read-words.ts";
import { compileTest } from "../stage/expressions.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type Batch, inBatches, type SplWorld, type Stage, unchanged } from "../stage/stage.ts";

const USUAL = 10;

export function head(call: CommandCall, world: SplWorld): Stage {
  const expression = /^\(([^]*)\)\s*((?:\w+=\w+\s*)*)$/.exec(call.args);
  if (expression !== null) return headWhile(call, expression, world);
  const limit = readLimit(call);
  return {
    columns: unchanged,
    async *run(rows) {
      let left = limit;
      if (left === 0) return;
      for await (const batch of rows) {
        yield batch.length > left ? batch.slice(0, left) : batch;
        left -= batch.length;
        if (left <= 0) return;
      }
    },
  };
}

/** `head (expression) null=<bool> keeplast=<bool>`: up to the first row that does not hold. */
function headWhile(call: CommandCall, expression: RegExpExecArray, world: SplWorld): Stage {
  const [, text = "", tail = ""] = expression;
  const { options } = readArgs({ ...call, args: tail }, ["null", "keeplast"]);
  const goesOnAtNull = yesOrNo(call, options.get("null"), false);
  const keepsLast = yesOrNo(call, options.get("keeplast"), false);
  const compiled = compileTest(call, text, world, call.argsStart + 1);
  return {
    columns: unchanged,
    async *run(rows) {
      const test = compiled();
      for await (const batch of rows) {
        const end = batch.findIndex((row) => {
          const holds = test(row);
          return holds === undefined ? !goesOnAtNull : !holds;
        });
        if (end < 0) yield batch;
        else {
          yield batch.slice(0, keepsLast ? end + 1 : end);
          return;
        }
      }
    },
  };
}

export function tail(call: CommandCall): Stage {
  const limit = readLimit(call);
  return {
    columns: unchanged,
    async *run(rows) {
      let kept: Batch = [];
      for await (const batch of rows) {
        kept = kept.length === 0 ? batch : kept.concat(batch);
        if (kept.length > limit) kept = kept.slice(kept.length - limit);
      }
      yield* inBatches(kept.toReversed());
    },
  };
}

function readLimit(call: CommandCall): number {
  const { options, rest } = readArgs(call, ["limit"]);
  const [word, stray] = rest;
  if (stray !== undefined || (word !== undefined && !/^\d+$/.test(word.text))) {
    throw commandError(call, "The number of results must be a positive number.", {
      at: (stray ?? word)?.start ?? call.start,
    });
  }
  return wholeNumber(call, options.get("limit") ?? word, USUAL);
}
