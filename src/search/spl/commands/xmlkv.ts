/**
 * `xmlkv [<field>]`: each element that holds nothing but text, as a field of its name. Ground: Search Reference, «xmlkv».
 * Guess: of elements with the same name the last one counts.
 */
import type { MutableRow } from "../../text/row.ts";
import { readArgs } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage } from "../stage/stage.ts";

/** A tag that opens, without its attributes, and the text behind it. */
const OPENED = /<([^\s<>/!?][^\s<>/]*)[^<>]*>([^<]*)(?=<\/)/g;

export function xmlkv(call: CommandCall): Stage {
  const { rest } = readArgs(call, ["maxinputs"]);
  const field = rest[0]?.text ?? "_raw";
  return {
    columns: ({ names }) => ({ names, isOpen: true }),
    run: eachRow(() => (row) => {
      const value = row[field];
      if (value !== undefined) for (const text of [value].flat()) extract(text, row);
      return row;
    }),
  };
}

function extract(text: string, row: MutableRow): void {
  for (const { 0: whole, 1: name = "", 2: value = "", index } of text.matchAll(OPENED)) {
    const close = index + whole.length + "</".length;
    if (text.startsWith(`${name}>`, close)) row[name] = value;
  }
}
