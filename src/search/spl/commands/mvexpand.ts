/** `mvexpand <field> [limit=<n>]`: a row for each value. Ground: Search Reference, «mvexpand». */
import { emptyRow } from "../../text/row.ts";
import { readArgs, wholeNumber } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { breathe, Pace } from "../stage/breath.ts";
import { type Batch, BATCH, type Stage, unchanged } from "../stage/stage.ts";

export function mvexpand(call: CommandCall): Stage {
  const { options, rest } = readArgs(call, ["limit"]);
  const [word, stray] = rest;
  if (word === undefined || stray !== undefined) {
    throw commandError(call, "One field must be given.", { at: stray?.start ?? call.start });
  }
  const asked = wholeNumber(call, options.get("limit"), 0);
  const limit = asked === 0 ? Infinity : asked;
  const field = word.text;
  return {
    columns: unchanged,
    async *run(rows) {
      const pace = new Pace();
      for await (const batch of rows) {
        let out: Batch = [];
        for (const row of batch) {
          const value = row[field];
          if (typeof value !== "object") out.push(row);
          else {
            for (const item of value.slice(0, limit)) {
              const copy = Object.assign(emptyRow(), row);
              copy[field] = item;
              out.push(copy);
              if (out.length < BATCH) continue;
              yield out;
              out = [];
              if (pace.isDue()) await breathe();
            }
          }
        }
        if (out.length > 0) yield out;
      }
    },
  };
}
