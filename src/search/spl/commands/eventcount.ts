/**
 * `eventcount [index=…] [summarize=…] [report_size=…]`. Ground: Search Reference, «eventcount»: one count of all, or with
 * `summarize=false` a row for each index. Guess: the size of an index is that of its events' text.
 */
import { emptyRow } from "../../text/row.ts";
import { indexTest, metaOf } from "../stage/index-patterns.ts";
import { readWords, yesOrNo } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { inBatches, onlyColumns, type SplWorld, type Stage } from "../stage/stage.ts";

export function eventcount(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call, 0, /[\s|]/);
  const flag = (name: string, otherwise: boolean): boolean =>
    yesOrNo(
      call,
      words.find(({ key }) => key?.toLowerCase() === name),
      otherwise,
    );
  const isSum = flag("summarize", true);
  const hasSize = flag("report_size", false);
  const isAsked = indexTest(words);
  const columns = isSum ? ["count"] : ["count", "index", "server"];
  return {
    columns: () => onlyColumns(hasSize ? [...columns, "size_bytes"] : columns, true),
    async *run() {
      const counts = new Map<string, { count: number; size: number }>();
      for (const index of world.indexes?.() ?? []) {
        if (isAsked(index)) counts.set(index, { count: 0, size: 0 });
      }
      for await (const batch of world.events?.() ?? []) {
        for (const event of batch) {
          const index = metaOf(event, "index");
          if (!isAsked(index)) continue;
          const { count, size } = counts.get(index) ?? { count: 0, size: 0 };
          counts.set(index, { count: count + 1, size: size + Buffer.byteLength(event.raw) });
        }
      }
      const all = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
      const row = (count: number, size: number, more: object): ReturnType<typeof emptyRow> =>
        Object.assign(
          emptyRow(),
          { count: String(count), ...more },
          hasSize ? { size_bytes: String(size) } : {},
        );
      const sum = (key: "count" | "size"): number =>
        all.reduce((total, [, one]) => total + one[key], 0);
      yield* inBatches(
        isSum
          ? [row(sum("count"), sum("size"), {})]
          : all.map(([index, { count, size }]) =>
              row(count, size, { index, server: world.serverName }),
            ),
      );
    },
  };
}
