/** The verb of a command that has several, such as `ar-sim snapshots accept`. */
import { nearest } from "../../text/nearest.ts";
import type { CommandLine } from "./command-page.ts";
import { listed, usage } from "./option.ts";

export function verbOf<V extends string>(
  command: string,
  verbs: readonly V[],
  { positionals }: CommandLine,
): V {
  const [word, more] = positionals;
  const verb = verbs.find((candidate) => candidate === word);
  if (verb !== undefined && more === undefined) return verb;
  const guess = word === undefined ? undefined : nearest(word, verbs);
  const example = `ar-sim ${command} ${guess ?? verbs[0]}`;
  if (verb !== undefined)
    throw usage(`${command} ${verb} takes no argument, but got \`${more}\``, {
      hint: `See \`ar-sim ${command} --help\`.`,
    });
  throw usage(
    word === undefined
      ? `${command} needs ${listed(verbs)}`
      : `${command} takes ${listed(verbs)}, not \`${word}\``,
    { hint: guess === undefined ? `Write \`${example}\`.` : `Did you mean \`${example}\`?` },
  );
}
