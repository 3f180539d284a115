/** `sort [N] [+|-]field …`. Ground: Search Reference, «sort»: 10,000 rows unless told otherwise, missing values last. */
import { readWords, type Word } from "../read-words.ts";
import { compareRows, type SortKey, type SortKind } from "../stage/sort-keys.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, type Stage, unchanged } from "../stage/stage.ts";

const MOST = 10_000;

export function sort(call: CommandCall): Stage {
  const words = [...readWords(call)];
  let limit = MOST;
  const [first] = words;
  const count =
    first?.key === "limit" || (first?.key === undefined && /^\d+$/.test(first?.text ?? ""));
  if (first !== undefined && count) {
    limit = Number(first.text) === 0 ? Infinity : Number(first.text);
    words.shift();
  }
  const last = words.at(-1);
  const isReversed = last !== undefined && words.length > 1 && /^(?:d|desc)$/.test(last.text);
  if (isReversed) words.pop();
  const keys = readSortKeys(call, words, isReversed);
  const compare = compareRows(keys);
  return { columns: unchanged, run: allRows((rows) => rows.sort(compare).slice(0, limit)) };
}

/** `+a`, `- b`, `num(c)`; a sign standing alone holds for what follows. */
export function readSortKeys(
  call: CommandCall,
  words: readonly Word[],
  isReversed: boolean = false,
): SortKey[] {
  const keys: SortKey[] = [];
  let sign = "";
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word;
    if (!word.isQuoted && (word.text === "-" || word.text === "+")) {
      sign = word.text;
      continue;
    }
    const own = word.isQuoted ? "" : (/^[+-]/.exec(word.text)?.[0] ?? "");
    let field = word.text.slice(own.length);
    let kind: SortKind = "auto";
    if (words[at + 1]?.text === "(" && words[at + 3]?.text === ")") {
      if (field !== "num" && field !== "str" && field !== "ip" && field !== "auto") {
        throw commandError(call, `Invalid sort function '${field}'`, { at: word.start });
      }
      kind = field;
      field = words[at + 2]?.text ?? "";
      at += 3;
    }
    const isDown = (own === "" ? sign : own) === "-";
    keys.push({ field, kind, isDown: isDown !== isReversed });
    if (own !== "") sign = "";
  }
  if (keys.length === 0) throw commandError(call, "You must specify fields to sort.");
  return keys;
}
