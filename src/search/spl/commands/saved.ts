/**
 * `savedsearch <name> [<key>=<value> …]` runs a saved search, `loadjob <sid>` gives the rows of a job.
 * Ground: Search Reference, «savedsearch», «loadjob»: `$key$` in the saved search stands for what is given.
 */
import { parseSpl } from "../parse-spl.ts";
import { readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { CompileContext, SplWorld, Stage } from "../stage/stage.ts";

export function savedsearch(call: CommandCall, world: SplWorld, context: CompileContext): Stage {
  const words = readWords(call, 0, /\s/);
  const name = words.find(({ key }) => key === undefined)?.text;
  if (name === undefined) throw commandError(call, "A saved search name must be specified.");
  const text = world.savedSearch?.(name);
  if (text === undefined) {
    throw commandError(call, `Unable to find saved search named '${name}'.`);
  }
  const given = new Map(words.map(({ key, text: value }) => [key, value]));
  const isPlain = given.get("nosubstitution") !== undefined;
  const filled = isPlain
    ? text
    : text.replace(/\$([\w.]+)\$/g, (whole, key: string) => given.get(key) ?? whole);
  const inner: SplWorld = {
    ...world,
    savedSearch(other) {
      if (other === name) throw commandError(call, `The saved search '${name}' runs itself.`);
      return world.savedSearch?.(other);
    },
  };
  const pipeline = context.compile(parseSpl(filled, inner), inner);
  return { columns: () => pipeline.columns, run: () => pipeline.run() };
}

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
