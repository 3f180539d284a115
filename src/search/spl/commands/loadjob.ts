/** `loadjob <sid>` or `loadjob savedsearch="user:app:name"`: the rows of a job. Ground: Search Reference, «loadjob». */
import { readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { SplWorld, Stage } from "../stage/stage.ts";

export function loadjob(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call, 0, /\s/);
  const sid = words.find(({ key }) => key === undefined)?.text;
  const saved = words.find(({ key }) => key?.toLowerCase() === "savedsearch")?.text;
  if (sid === undefined && saved === undefined) {
    throw commandError(call, "Invalid argument: a sid or savedsearch=user:app:name is needed.");
  }
  const rows = world.jobRows?.(
    sid === undefined ? { savedSearch: saved?.split(":").slice(2).join(":") ?? "" } : { sid },
  );
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
