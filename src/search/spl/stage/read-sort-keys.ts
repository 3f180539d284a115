/** Fields to sort by as they are written: `+a`, `- b`, `num(c)`. Ground: Search Reference, «sort». */
import { isKeyword, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { SORT_KINDS, type SortKey } from "./sort-keys.ts";

/** A sign standing alone holds for what follows, up to the next one. */
export function readSortKeys(
  call: CommandCall,
  words: readonly Word[],
  isReversed: boolean = false,
): SortKey[] {
  const keys: SortKey[] = [];
  const rest = [...words];
  let sign = "";
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (isKeyword(word, /^[+-]$/)) {
      sign = word.text;
      continue;
    }
    const ownSign = signOf(word);
    const { field, kind } = takeField(call, word, rest);
    keys.push({ field, kind, isDown: ((ownSign || sign) === "-") !== isReversed });
    if (ownSign !== "") sign = "";
  }
  if (keys.length === 0) throw commandError(call, "You must specify fields to sort.");
  return keys;
}

function signOf({ text, isQuoted }: Word): string {
  return isQuoted ? "" : (/^[+-]/.exec(text)?.[0] ?? "");
}

/** `name`, or `num(name)`, of which the rest stands in front of `rest`. */
function takeField(call: CommandCall, word: Word, rest: Word[]): Omit<SortKey, "isDown"> {
  const name = word.text.slice(signOf(word).length);
  const [open, field, close] = rest;
  if (open?.text !== "(" || close?.text !== ")") return { field: name, kind: "auto" };
  const kind = SORT_KINDS.find((candidate) => candidate === name);
  if (kind === undefined)
    throw commandError(call, `Invalid sort function '${name}'`, { at: word.start });
  rest.splice(0, 3);
  return { field: field?.text ?? "", kind };
}
