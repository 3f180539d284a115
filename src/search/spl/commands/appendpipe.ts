/**
 * `appendpipe [run_in_preview=…] [ subpipeline ]`: the rows there are, and behind them what the subpipeline makes of them.
 * Ground: Search Reference, «appendpipe».
 */
import { HeldRows } from "../../text/limits.ts";
import { emptyRow } from "../../text/row.ts";
import { readArgs } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { takeBrackets } from "../stage/inner-search.ts";
import {
  type Batch,
  bothColumns,
  type CompileContext,
  inBatches,
  type SplWorld,
  type Stage,
} from "../stage/stage.ts";

export async function appendpipe(
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const { outer, from, to } = takeBrackets(call);
  readArgs(outer, ["run_in_preview"]);
  const { sendalert: _, ...inner } = world;
  const sub = await context.compile(call.source, inner, { from, to, kind: "template" });
  return {
    columns: (before) => bothColumns(before, sub.columnsAfter(before)),
    async *run(rows) {
      const copies: Batch = [];
      const held = new HeldRows();
      for await (const batch of rows) {
        // A stage may change the rows it is given.
        for (const row of batch) {
          held.add(row);
          copies.push(Object.assign(emptyRow(), row));
        }
        yield batch;
      }
      yield* sub.run(readBatches(copies));
    },
  };
}

async function* readBatches(rows: Batch) {
  yield* inBatches(rows);
}
