/** `outputlookup [append=…] [key_field=…] <file or definition>`. Ground: Search Reference, «outputlookup». */
import { emptyRow } from "../../text/row.ts";
import { optionIn, readWords, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type Batch, inBatches, type SplWorld, type Stage, unchanged } from "../stage/stage.ts";

export function outputlookup(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call);
  const name = words.find(({ key }) => key === undefined)?.text;
  if (name === undefined) throw commandError(call, "A lookup table name or file name is required.");
  const { saveLookup } = world;
  if (saveLookup === undefined) {
    throw commandError(call, "There is nothing here that lookups are written to.", {
      hint: "Send the search to the search/jobs of `ar-sim serve`.",
    });
  }
  const isAppended = yesOrNo(call, optionIn(words, "append"), false);
  const keyField = optionIn(words, "key_field")?.text;
  return {
    columns: unchanged,
    async *run(rows) {
      const all: Batch = [];
      for await (const batch of rows) for (const row of batch) all.push(row);
      // What is saved is not to be changed by the commands behind.
      const saved = all.map((row) => Object.assign(emptyRow(), row));
      const problem = saveLookup(name, saved, { isAppended, keyField });
      if (problem !== undefined) throw commandError(call, problem);
      yield* inBatches(all);
    },
  };
}
