/**
 * `savedsearch <name> [<key>=<value> …]` runs a saved search. Ground: Search Reference, «savedsearch»: `$key$` in the
 * saved search stands for what is given.
 */
import { expandSearch } from "../expand-search.ts";
import { readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { CompileContext, SplWorld, Stage } from "../stage/stage.ts";

export async function savedsearch(
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
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
  const pipeline = await context.compile(expandSearch(filled, inner), inner);
  return { columns: () => pipeline.columns, run: () => pipeline.run() };
}
