/** What can follow the words of a command line, by the declarations of the commands and the add-on in this folder. */
import { type Command, type CommandPage, optionsOf } from "../../command-line/command-page.ts";
import { wordsOf } from "../../command-line/help-page.ts";
import type { AnyOptions, Option } from "../../command-line/option.ts";
import type { Candidate } from "./candidate.ts";
import { actionNames, paramNames, ruleNames, savedSearchNames } from "./known-names.ts";

export interface Candidates {
  readonly words: readonly Candidate[];
  /** Whether names of files or folders fit as well. */
  readonly paths: "none" | "files" | "folders";
}

type Commands = Readonly<Record<string, Command>>;

/** What stands before the word that is being typed. */
interface Before {
  readonly positionals: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  /** The option whose value is being typed. */
  readonly open: string | undefined;
  /** After `--`, nothing is an option. */
  readonly isEnded: boolean;
}

const NOTHING: Candidates = { words: [], paths: "none" };
const EVERYWHERE: readonly Candidate[] = [
  { word: "--help", meaning: "Prints the help page" },
  { word: "--version", meaning: "Prints the version of ar-sim" },
];

/** `typed`: the words after `ar-sim`; the last one is unfinished, and may be empty. */
export async function candidatesFor(
  typed: readonly string[],
  commands: Commands,
): Promise<Candidates> {
  const current = typed.at(-1) ?? "";
  const [name, ...earlier] = typed.slice(0, -1);
  const all =
    name === undefined ? namesOf(commands) : await within(name, earlier, current, commands);
  return { ...all, words: all.words.filter(({ word }) => word.startsWith(current)) };
}

function namesOf(commands: Commands): Candidates {
  const words = Object.entries(commands).map(([word, { summary }]) => ({ word, meaning: summary }));
  return { words: [...words, ...EVERYWHERE], paths: "none" };
}

async function within(
  name: string,
  earlier: readonly string[],
  current: string,
  commands: Commands,
): Promise<Candidates> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return NOTHING;
  const page = await command.page();
  const options = optionsOf(page);
  const before = readBefore(earlier, options);
  if (before.open !== undefined) return valuesOf(before.open, page, before);
  const inline = /^--([^=]+)=/.exec(current);
  if (inline !== null && !before.isEnded) {
    const [prefix, option = ""] = inline;
    return prefixed(prefix, await valuesOf(option, page, before));
  }
  if (current.startsWith("-") && !before.isEnded) return optionsLeft(options, before);
  return argumentsOf(command, page, before);
}

function readBefore(words: readonly string[], options: AnyOptions): Before {
  const positionals: string[] = [];
  const given = new Map<string, string>();
  let open: string | undefined;
  for (const [at, word] of words.entries()) {
    if (open !== undefined) {
      given.set(open, word);
      open = undefined;
    } else if (word === "--") {
      return {
        positionals: [...positionals, ...words.slice(at + 1)],
        options: given,
        open,
        isEnded: true,
      };
    } else if (word.startsWith("-") && word !== "-") {
      const [name, value] = optionIn(word, options);
      if (value !== undefined || !needsValue(options[name])) given.set(name, value ?? "");
      else open = name;
    } else positionals.push(word);
  }
  return { positionals, options: given, open, isEnded: false };
}

/** `--name`, `--name=value`, `-p`, `-pvalue` */
function optionIn(word: string, options: AnyOptions): [name: string, value: string | undefined] {
  if (word.startsWith("--")) {
    const cut = word.indexOf("=");
    return cut < 0 ? [word.slice(2), undefined] : [word.slice(2, cut), word.slice(cut + 1)];
  }
  const [name] = Object.entries(options).find(([, { short }]) => short === word[1]) ?? [
    word.slice(1),
  ];
  return [name, word.length > 2 ? word.slice(2) : undefined];
}

function needsValue(option: Option<unknown> | undefined): boolean {
  return option?.value !== undefined && option.bare === undefined;
}

function optionsLeft(options: AnyOptions, { options: given }: Before): Candidates {
  const words = Object.entries(options)
    .filter(([name, { isRepeatable }]) => isRepeatable || !given.has(name))
    .map(([name, option]) => ({ word: `--${name}`, meaning: firstSentence(wordsOf(option)) }));
  return { words: [...words, ...EVERYWHERE], paths: "none" };
}

async function valuesOf(name: string, page: CommandPage, before: Before): Promise<Candidates> {
  const option = optionsOf(page)[name];
  if (option?.value === undefined) return NOTHING;
  const { value } = option;
  const listed = listFor(name, page);
  if (listed !== undefined)
    return { words: Object.entries(listed).flatMap(expanded), paths: "none" };
  if (/^[a-z0-9][\w.-]*(?:\|[\w.-]+)+/.test(value)) return choices(value);
  const [first] = before.positionals;
  const app = before.options.get("app");
  if (name === "param") return { words: paramNames(app, first), paths: "none" };
  if (name === "saved-search") return { words: savedSearchNames(app), paths: "none" };
  if (value === "RULE") return { words: await ruleNames(), paths: "none" };
  return { words: [], paths: pathsIn(value) };
}

/** The rows of a help page that name the values of an option: under «Reporters», or «Names for --assume». */
function listFor(
  name: string,
  { lists }: CommandPage,
): Readonly<Record<string, string>> | undefined {
  const title = `${name}s`;
  return Object.entries(lists ?? {}).find(
    ([heading]) => heading.toLowerCase() === title || heading.includes(`--${name}`),
  )?.[1];
}

/** `kill-signal=SIGKILL|SIGTERM` becomes one candidate for each value. */
function expanded([label, words]: readonly [string, string]): Candidate[] {
  const meaning = firstSentence(words);
  const [name = label, values] = label.split("=");
  if (values === undefined) return [{ word: label, meaning }];
  const known = values.split("|");
  return known.length < 2
    ? [{ word: `${name}=`, meaning }]
    : known.map((value) => ({ word: `${name}=${value}`, meaning }));
}

function choices(value: string): Candidates {
  const words = value.split("|").map((word) => ({ word: word.replace(/\[.*$/, ""), meaning: "" }));
  return { words, paths: "none" };
}

function prefixed(prefix: string, { words, paths }: Candidates): Candidates {
  const whole = words.map(({ word, meaning }) => ({ word: prefix + word, meaning }));
  return { words: whole, paths };
}

async function argumentsOf(
  { usage }: Command,
  { verbs }: CommandPage,
  { positionals, options }: Before,
): Promise<Candidates> {
  const isFirst = positionals.length === 0;
  if (verbs !== undefined) {
    const words = Object.entries(verbs).map(([word, meaning]) => ({ word, meaning }));
    return { words: isFirst ? words : [], paths: "none" };
  }
  if (usage.includes("ACTION"))
    return { words: isFirst ? actionNames(options.get("app")) : [], paths: "none" };
  if (usage.includes("RULE")) return { words: await ruleNames(), paths: "none" };
  return { words: [], paths: isFirst || usage.includes("…") ? pathsIn(usage) : "none" };
}

function pathsIn(value: string): Candidates["paths"] {
  if (/FILE|PATH/.test(value)) return "files";
  return value.includes("DIR") ? "folders" : "none";
}

/** Without code marks: shells show it as it stands. */
function firstSentence(text: string): string {
  const plain = text.replaceAll("`", "");
  return /^.*?\.(?= |$)/.exec(plain)?.[0].slice(0, -1) ?? plain;
}
