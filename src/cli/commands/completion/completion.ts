/** `ar-sim completion SHELL`: the script of a shell. `completion words -- WORD…`: what the scripts ask for. */
import { printable } from "../../../text/printable.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { verbOf } from "../../command-line/verb-of.ts";
import { EXIT } from "../../exit-code.ts";
import { type Candidates, candidatesFor } from "./candidates.ts";
import { COMPLETION_WORDS } from "./completion-page.ts";
import { SCRIPTS } from "./scripts.ts";
import { shellWords } from "./shell-words.ts";

export async function completion(line: CommandLine): Promise<number> {
  const [first, ...words] = line.positionals;
  if (first !== "words") {
    const verb = verbOf("completion", COMPLETION_WORDS, line);
    if (verb !== "words") process.stdout.write(SCRIPTS[verb]);
    return EXIT.good;
  }
  const { COMMANDS } = await import("../../commands.ts");
  process.stdout.write(textOf(await candidatesFor(typed(words), COMMANDS)));
  return EXIT.good;
}

/** bash cuts words at `=` and `:`, so its script hands over the line as it stands: as the one word that begins with a blank. */
function typed(words: readonly string[]): readonly string[] {
  const [only = "", ...more] = words;
  return more.length === 0 && only.startsWith(" ") ? shellWords(only) : words;
}

/** A candidate a line, its meaning behind a tab; at last which paths fit too. Names come from strangers' files. */
function textOf({ words, paths }: Candidates): string {
  const lines = words.map(({ word, meaning }) => `${printable(word)}\t${printable(meaning)}`);
  return `${[...lines, `:${paths}`].join("\n")}\n`;
}
