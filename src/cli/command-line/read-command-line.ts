/**
 * Reads the arguments of one command by its declaration. Node's own tokenizer splits them; every mistake becomes a
 * CLI_USAGE error with a suggestion.
 */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type CommandLine, type CommandPage, optionsOf } from "./command-page.ts";
import { nearest } from "../../text/nearest.ts";
import { type AnyOptions, type Option, type OptionSet, usage } from "./option.ts";

/** In every command, beside its own options. */
const ASKS: ParseArgsConfig["options"] = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
};

/** The command line, or what it asks about instead of running the command. */
type Read =
  | { readonly asks: "help" }
  | { readonly asks: "version" }
  | { readonly asks: null; readonly line: CommandLine };

interface Word {
  readonly kind: "option" | "positional";
  /** Without dashes, for options. */
  readonly name: string;
  /** As it was typed. */
  readonly raw: string;
  readonly value: string | undefined;
  readonly isInline: boolean;
  readonly index: number;
}

export function readCommandLine(command: string, page: CommandPage, argv: readonly string[]): Read {
  const options = optionsOf(page);
  const words = wordsOf(argv, options);
  const asks = askedFor(words, options);
  if (asks !== null) return { asks };
  const { given, positionals } = sorted(words, options, command);
  const values = new Map(
    Object.entries(options).map(([name, option]) => [
      name,
      option.read(given.get(name) ?? [], `--${name}`),
    ]),
  );
  return { asks: null, line: { positionals, of: (set) => picked(set, values) } };
}

/** Each option was read by its declaration in the page, which for one name has one type. */
function picked<T extends object>(set: OptionSet<T>, values: ReadonlyMap<string, unknown>): T {
  const names = Object.keys(set);
  const missing = names.find((name) => !values.has(name));
  if (missing !== undefined) throw new Error(`--${missing} is not on the page of this command`);
  return Object.fromEntries(names.map((name) => [name, values.get(name)])) as T;
}

/** The values of each option, and the words that belong to none. */
function sorted(
  words: readonly Word[],
  options: AnyOptions,
  command: string,
): { readonly given: ReadonlyMap<string, readonly string[]>; readonly positionals: string[] } {
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  let taken = -1;
  for (const [at, word] of words.entries()) {
    if (at === taken) continue;
    if (word.kind === "positional") {
      positionals.push(word.raw);
      continue;
    }
    const option = Object.hasOwn(options, word.name) ? options[word.name] : undefined;
    if (option === undefined) throw unknownOption(word, words, options, command);
    const next = words[at + 1];
    const isNextTaken = next !== undefined && isValueOf(word, option, next);
    if (isNextTaken) taken = at + 1;
    const value = isNextTaken ? next.raw : valueOf(word, option, command);
    const before = given.get(word.name);
    if (before === undefined) given.set(word.name, [value]);
    else before.push(value);
  }
  return { given, positionals };
}

function wordsOf(argv: readonly string[], options: AnyOptions): Word[] {
  const table: Record<string, { type: "string" | "boolean"; short?: string }> = {};
  for (const [name, { value, bare, short }] of Object.entries(options)) {
    const type = value === undefined || bare !== undefined ? "boolean" : "string";
    table[name] = short === undefined ? { type } : { type, short };
  }
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...ASKS, ...table },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return tokens.flatMap((token): Word[] => {
    if (token.kind === "option-terminator") return [];
    if (token.kind === "positional") {
      const { index, value } = token;
      return [{ kind: "positional", name: "", raw: value, value, isInline: false, index }];
    }
    const { name, rawName, value, inlineValue = false, index } = token;
    return [{ kind: "option", name, raw: rawName, value, isInline: inlineValue, index }];
  });
}

function askedFor(words: readonly Word[], options: AnyOptions): "help" | "version" | null {
  for (const word of words) {
    if (word.kind !== "option" || isOfAnotherCommand(word, words, options)) continue;
    if (word.name === "help") return "help";
    if (word.name === "version" || word.raw === "-V") return "version";
  }
  return null;
}

/** `serve --exec pytest -v`, and even `serve pytest -v`: the letter is meant for pytest. */
function isOfAnotherCommand(word: Word, words: readonly Word[], options: AnyOptions): boolean {
  if (word.raw.startsWith("--")) return false;
  const before = words.filter(({ index }) => index < word.index);
  if (before.some((token) => isCommandLine(token, options))) return true;
  const takesCommand = Object.values(options).some((option) => option.isCommandLine === true);
  return takesCommand && word.name !== "help" && before.some(({ kind }) => kind === "positional");
}

function isCommandLine({ kind, name }: Word, options: AnyOptions): boolean {
  return kind === "option" && Object.hasOwn(options, name) && options[name]?.isCommandLine === true;
}

function isValueOf(word: Word, { bare }: Option<unknown>, next: Word): boolean {
  return (
    !word.isInline &&
    next.kind === "positional" &&
    next.index === word.index + 1 &&
    bare?.takes?.(next.raw) === true
  );
}

function valueOf(word: Word, option: Option<unknown>, command: string): string {
  const { value, raw } = word;
  if (option.value === undefined) {
    if (value === undefined) return "";
    throw usage(`${raw} takes no value, but got \`${value}\``, { hint: `Write ${raw} alone.` });
  }
  if (option.bare !== undefined) return value ?? option.bare.value;
  if (value === undefined)
    throw usage(`${raw} needs a value`, { hint: `See \`ar-sim ${command} --help\`.` });
  if (word.isInline || !value.startsWith("-") || value === "-") return value;
  throw usage(`${raw} needs a value`, {
    hint: `Add the value after ${raw}, or write ${raw}=${value} if ${value} is the value.`,
  });
}

function unknownOption(
  word: Word,
  words: readonly Word[],
  options: AnyOptions,
  command: string,
): Error {
  const hint = commandHint(word, words, options);
  const guess = nearestOption(word.raw, options);
  const see = `See \`ar-sim ${command} --help\`.`;
  return usage(`unknown option ${word.raw}`, {
    hint: hint ?? (guess === undefined ? see : `Did you mean ${guess}? ${see}`),
  });
}

/** The option probably belongs to a command that is not quoted: `serve --exec pytest -q`, or even `serve pytest -q`. */
function commandHint(word: Word, words: readonly Word[], options: AnyOptions): string | undefined {
  const name = Object.keys(options).find((option) => options[option]?.isCommandLine === true);
  const before = words.filter(({ index }) => index < word.index);
  const first = before.find(
    (token) => isCommandLine(token, options) || token.kind === "positional",
  );
  if (name === undefined || first === undefined) return undefined;
  const start = first.kind === "positional" ? [] : [first.value ?? ""];
  const from = first.kind === "positional" ? first.index : word.index;
  const rest = words.filter(({ index }) => index >= from).map(typed);
  const whole = JSON.stringify([...start, ...rest].join(" "));
  return `If it belongs to a command, quote the whole command: --${name} ${whole}`;
}

function typed({ kind, raw, value, isInline }: Word): string {
  if (kind === "positional" || value === undefined) return raw;
  return `${raw}${isInline ? "=" : " "}${value}`;
}

function nearestOption(raw: string, options: AnyOptions): string | undefined {
  const names = Object.keys(options);
  // --splunkd-port, where this command has it as --port.
  const shorter = names.find((name) => raw.endsWith(`-${name}`) && raw !== `-${name}`);
  return shorter === undefined
    ? nearest(
        raw,
        names.map((name) => `--${name}`),
      )
    : `--${shorter}`;
}
