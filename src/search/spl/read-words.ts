/** The arguments of a command as words: bare, in double quotes, or `key=value`; commas separate words too. */
import { commandError } from "./spl-error.ts";
import type { CommandCall } from "./spl-tree.ts";

export interface Word {
  /** Quotes taken off. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** Set for `key=value`: then `text` is the value. */
  readonly key: string | undefined;
  readonly start: number;
  readonly end: number;
}

const ENDS = /[\s,()[\]|]/;

/**
 * Words from `from` of the arguments on. Where a bare word ends is for the command to say; brackets and parentheses are
 * words of their own unless told otherwise.
 */
export function readWords(call: CommandCall, from: number = 0, ends: RegExp = ENDS): Word[] {
  const { args } = call;
  const words: Word[] = [];
  for (let at = from; at < args.length;) {
    const char = args.charAt(at);
    if ((char === "," && ends.test(char)) || /\s/.test(char)) {
      at += 1;
      continue;
    }
    const start = call.argsStart + at;
    if (ends.test(char)) {
      at += 1;
      words.push({ text: char, isQuoted: false, key: undefined, start, end: start + 1 });
      continue;
    }
    const key = /^[\w.-]+(?==)/.exec(args.slice(at, at + 200))?.[0];
    const value = readValue(args, key === undefined ? at : at + key.length + 1, ends);
    at = value.end;
    words.push({ ...value, key, start, end: call.argsStart + at });
  }
  return words;
}

function readValue(
  args: string,
  from: number,
  ends: RegExp,
): { text: string; isQuoted: boolean; end: number } {
  if (args[from] === '"') {
    const end = closing(args, from);
    return { text: unquote(args.slice(from + 1, end)), isQuoted: true, end: end + 1 };
  }
  let end = from;
  while (end < args.length && !ends.test(args.charAt(end))) end += 1;
  return { text: args.slice(from, end), isQuoted: false, end };
}

function closing(args: string, open: number): number {
  for (let at = open + 1; at < args.length; at += 1) {
    if (args[at] === "\\") at += 1;
    else if (args[at] === '"') return at;
  }
  return args.length;
}

/** `\d` of a pattern stays as written; so does what `\\d` comes to, as searchbnf.conf has it in its example of rex. */
function unquote(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}

/** The value of `name=…` among the words, whatever the case of the name. */
export function optionIn(words: readonly Word[], name: string): Word | undefined {
  return words.find(({ key }) => key?.toLowerCase() === name);
}

/** Bare, neither in quotes nor a value: a word of the command's own. */
export function isKeyword(word: Word | undefined, pattern: RegExp): word is Word {
  return word !== undefined && !word.isQuoted && word.key === undefined && pattern.test(word.text);
}

export interface SplitWords {
  readonly before: readonly Word[];
  /** Undefined where it does not come. */
  readonly keyword: Word | undefined;
  readonly after: readonly Word[];
}

export function splitAt(words: readonly Word[], pattern: RegExp): SplitWords {
  const at = words.findIndex((word) => isKeyword(word, pattern));
  if (at < 0) return { before: words, keyword: undefined, after: [] };
  return { before: words.slice(0, at), keyword: words[at], after: words.slice(at + 1) };
}

/** A number in front, as in `dedup 3 host`. */
export function leadingCount(words: readonly Word[]): {
  readonly count: number | undefined;
  readonly rest: readonly Word[];
} {
  const [first, ...rest] = words;
  const isCount = first !== undefined && first.key === undefined && /^\d+$/.test(first.text);
  return isCount ? { count: Number(first.text), rest } : { count: undefined, rest: words };
}

/** Reads options and the other words. `known` are the keys that are options of this command. */
export interface ReadArgs {
  readonly options: ReadonlyMap<string, Word>;
  readonly rest: readonly Word[];
}

export function readArgs(call: CommandCall, known: readonly string[]): ReadArgs {
  const options = new Map<string, Word>();
  const rest: Word[] = [];
  for (const word of readWords(call)) {
    if (word.key === undefined) rest.push(word);
    else if (known.includes(word.key.toLowerCase())) options.set(word.key.toLowerCase(), word);
    else {
      throw commandError(call, `Invalid argument: '${word.key}=${word.text}'`, {
        at: word.start,
        hint: known.length === 0 ? "It takes no options." : `It takes ${known.join(", ")}.`,
      });
    }
  }
  return { options, rest };
}

export function wholeNumber(call: CommandCall, word: Word | undefined, otherwise: number): number {
  if (word === undefined) return otherwise;
  if (/^\d{1,15}$/.test(word.text)) return Number(word.text);
  throw commandError(
    call,
    `Invalid option value. Expecting a non-negative integer, got '${word.text}'`,
    { at: word.start },
  );
}

export function yesOrNo(call: CommandCall, word: Word | undefined, otherwise: boolean): boolean {
  if (word === undefined) return otherwise;
  if (/^(?:1|t|true|yes|y)$/i.test(word.text)) return true;
  if (/^(?:0|f|false|no|n)$/i.test(word.text)) return false;
  throw commandError(call, `Invalid option value. Expecting a boolean, got '${word.text}'`, {
    at: word.start,
  });
}
