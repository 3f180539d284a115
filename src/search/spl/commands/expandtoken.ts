/**
 * `expandtoken [<field> …]` fills `$name$` in values with the row's field of that name. It is a command of Enterprise
 * Security's. Ground: the queries of its public clients, which end in it so that titles and descriptions of notable events
 * show values. Guess: several values are joined by commas, and what a value brings is not filled again.
 */
import type { MutableRow } from "../../text/row.ts";
import { readWords } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, unchanged } from "../stage/stage.ts";

const TOKEN = /\$([\w.:-]+)\$/g;

export function expandtoken(call: CommandCall): Stage {
  const asked = readWords(call).map(({ text }) => text);
  return { columns: unchanged, run: eachRow(() => (row) => expanded(row, asked)) };
}

function expanded(row: MutableRow, asked: readonly string[]): MutableRow {
  const filled: (readonly [string, MutableRow[string]])[] = [];
  const fill = (text: string): string =>
    text.replace(TOKEN, (whole, name: string) => {
      const value = row[name];
      return value === undefined ? whole : [value].flat().join(",");
    });
  for (const name of asked.length > 0 ? asked : Object.keys(row)) {
    const value = row[name];
    // The text of the event stays what it is.
    if (value === undefined || (asked.length === 0 && name.startsWith("_"))) continue;
    if (typeof value !== "string") filled.push([name, value.map(fill)]);
    else if (value.includes("$")) filled.push([name, fill(value)]);
  }
  for (const [name, value] of filled) row[name] = value;
  return row;
}
