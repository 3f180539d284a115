/** `sort [N] [+|-]field … [desc]`. Ground: Search Reference, «sort»: 10,000 rows unless told otherwise, missing values last. */
import { leadingCount, readWords, type Word } from "../read-words.ts";
import { compareRows } from "../stage/sort-keys.ts";
import { sortInSlices } from "../stage/breath.ts";
import { readSortKeys } from "../stage/read-sort-keys.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, type Stage, unchanged } from "../stage/stage.ts";

const MOST = 10_000;

export function sort(call: CommandCall): Stage {
  const { limit, words } = takeLimit(readWords(call));
  const isReversed = words.length > 1 && /^(?:d|desc)$/.test(words.at(-1)?.text ?? "");
  const keys = readSortKeys(call, isReversed ? words.slice(0, -1) : words, isReversed);
  const compare = compareRows(keys);
  return {
    columns: unchanged,
    run: allRows(async (rows) => (await sortInSlices(rows, compare)).slice(0, limit)),
  };
}

/** `sort 5 …` or `sort limit=5 …`; 0 for all. */
function takeLimit(words: readonly Word[]): { limit: number; words: readonly Word[] } {
  const [first, ...others] = words;
  const { count, rest } =
    first?.key === "limit" ? { count: Number(first.text), rest: others } : leadingCount(words);
  return { limit: count === 0 ? Infinity : (count ?? MOST), words: rest };
}
