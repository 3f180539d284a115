/** `reverse`: the last row first. Ground: Search Reference, «reverse». */
import { readArgs } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, type Stage, unchanged } from "../stage/stage.ts";

export function reverse(call: CommandCall): Stage {
  const [stray] = readArgs(call, []).rest;
  if (stray !== undefined) throw commandError(call, "It takes no arguments.", { at: stray.start });
  return { columns: unchanged, run: allRows((rows) => rows.reverse()) };
}
