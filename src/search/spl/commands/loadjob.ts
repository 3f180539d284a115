/** `loadjob <sid>` or `loadjob savedsearch="user:app:name"`: the rows of a job. Ground: Search Reference, «loadjob». */
import { optionIn, readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { Batches, SplWorld, Stage } from "../stage/stage.ts";

export function loadjob(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call, 0, /\s/);
  const sid = words.find(({ key }) => key === undefined)?.text;
  const saved = optionIn(words, "savedsearch")?.text;
  const rows = rowsOf(call, world, sid, saved);
  if (rows === undefined) {
    throw commandError(call, `Cannot find artifacts for ${sid ?? `savedsearch_ident '${saved}'`}.`);
  }
  return {
    columns: () => ({ names: new Map(), isOpen: true }),
    async *run() {
      yield* rows();
    },
  };
}

function rowsOf(
  call: CommandCall,
  { jobRows }: SplWorld,
  sid: string | undefined,
  saved: string | undefined,
): (() => Batches) | undefined {
  if (sid !== undefined) return jobRows?.({ sid });
  if (saved !== undefined) return jobRows?.({ savedSearch: saved.split(":").slice(2).join(":") });
  throw commandError(call, "Invalid argument: a sid or savedsearch=user:app:name is needed.");
}
