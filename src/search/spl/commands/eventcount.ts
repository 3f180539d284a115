/**
 * `eventcount [index=…] [summarize=…] [report_size=…]`. Ground: Search Reference, «eventcount»: one count of all, or with
 * `summarize=false` a row for each index. Guess: the size of an index is that of its events' text.
 */
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { textOrder } from "../../../text/text-order.ts";
import { indexTest, metaOf } from "../stage/index-patterns.ts";
import { optionIn, readWords, yesOrNo } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { inBatches, onlyColumns, type SplWorld, type Stage } from "../stage/stage.ts";

export function eventcount(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call, 0, /[\s|]/);
  const isSum = yesOrNo(call, optionIn(words, "summarize"), true);
  const hasSize = yesOrNo(call, optionIn(words, "report_size"), false);
  const isAsked = indexTest(words, world);
  const columns = isSum ? ["count"] : ["count", "index", "server"];
  return {
    columns: () => onlyColumns(hasSize ? [...columns, "size_bytes"] : columns, true),
    async *run() {
      const all = [...(await countEvents(world, isAsked))];
      all.sort(([one], [other]) => textOrder(one, other));
      const row = ({ count, size }: Tally, more: object = {}): MutableRow =>
        Object.assign(
          emptyRow(),
          { count: String(count), ...more },
          hasSize ? { size_bytes: String(size) } : {},
        );
      yield* inBatches(
        isSum
          ? [row(sumOf(all.map(([, tally]) => tally)))]
          : all.map(([index, tally]) => row(tally, { index, server: world.serverName })),
      );
    },
  };
}

interface Tally {
  readonly count: number;
  readonly size: number;
}

const NONE: Tally = { count: 0, size: 0 };

/** Of every index that is asked for, those without events too. */
async function countEvents(
  world: SplWorld,
  isAsked: (index: string) => boolean,
): Promise<ReadonlyMap<string, Tally>> {
  const indexes = [...(world.indexes?.() ?? [])].filter(isAsked);
  const tallies = new Map(indexes.map((index) => [index, NONE]));
  for await (const batch of world.events?.() ?? []) {
    for (const event of batch) {
      const index = metaOf(event, "index");
      if (!isAsked(index)) continue;
      const counted = { count: 1, size: Buffer.byteLength(event.raw) };
      tallies.set(index, sumOf([tallies.get(index) ?? NONE, counted]));
    }
  }
  return tallies;
}

function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { count, size }) => ({ count: sum.count + count, size: sum.size + size }),
    NONE,
  );
}
