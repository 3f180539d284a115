/** `nomv <field>`: several values as one, each on a line. Ground: Search Reference, «nomv». */
import { readArgs } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, unchanged } from "../stage/stage.ts";

export function nomv(call: CommandCall): Stage {
  const [field, stray] = readArgs(call, []).rest;
  if (field === undefined || stray !== undefined)
    throw commandError(call, "One field must be given.", { at: stray?.start ?? call.start });
  const name = field.text;
  return {
    columns: unchanged,
    run: eachRow(() => (row) => {
      const value = row[name];
      if (typeof value === "object") row[name] = value.join("\n");
      return row;
    }),
  };
}
