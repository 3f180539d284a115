/** A command as users see it: its options in groups and the text around them. Declared once for the parser, help and docs. */
import type { AnyOptions, OptionSet } from "./option.ts";

export interface Command {
  /** What follows the name, such as `[ACTION]`. */
  readonly usage: string;
  /** What it does, in one line. */
  readonly summary: string;
  page(): Promise<CommandPage>;
  /** Starts what takes a while beside the loading of the command. */
  prepare?(line: CommandLine): Promise<void>;
  /** Gives the exit code. */
  load(): Promise<(line: CommandLine) => Promise<number>>;
}

export interface CommandPage {
  /** What it does, in paragraphs. */
  readonly about: string;
  /** Command lines that work as they stand. */
  readonly examples: readonly string[];
  /** For commands whose first argument is one of a few verbs: what each of them does. */
  readonly verbs?: Readonly<Record<string, string>>;
  /** The options under the headings of the help page. */
  readonly groups: Readonly<Record<string, AnyOptions>>;
  /** Further rows below the options, under headings of their own. */
  readonly lists?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What follows at the end, such as the meaning of exit codes. Called for the page alone, so it may load what it needs. */
  notes?(): Promise<string>;
}

/** What was typed after the command's name. */
export interface CommandLine {
  readonly positionals: readonly string[];
  /** What these options came to. They must be among those of the command's page. */
  of<T extends object>(options: OptionSet<T>): T;
}

export function optionsOf(page: CommandPage): AnyOptions {
  return Object.fromEntries(Object.values(page.groups).flatMap((group) => Object.entries(group)));
}
