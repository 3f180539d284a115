/**
 * The arguments of a `sendalert` command. Ground: Search Reference, «sendalert»; quoting as the commands that Enterprise
 * Security builds: a value with spaces in double quotes, a double quote in it as `\"`; arguments parted by any whitespace.
 */

export interface SendalertClause {
  readonly action: string;
  /** `param.<name>` without the prefix. A bare word is text, never a field. */
  readonly params: ReadonlyMap<string, string>;
  /** `results_file`, `results_link`, `results_path`, `action_name` … */
  readonly options: ReadonlyMap<string, string>;
  /** What follows the command's pipe. */
  readonly rest: string;
  /** Words that are no `key=value`. */
  readonly strays: readonly string[];
}

const SPACE = /\s/;

/** The first `sendalert` of a search; undefined where there is none. */
export function readSendalert(search: string): SendalertClause | undefined {
  const start = /(?:^|\|)\s*sendalert(?=\s|$)/i.exec(search);
  if (start === null) return undefined;
  const { words, end } = cutWords(search, start.index + start[0].length);
  const [action = "", ...rest] = words;
  const params = new Map<string, string>();
  const options = new Map<string, string>();
  const strays: string[] = [];
  for (const word of rest) {
    const cut = word.indexOf("=");
    if (cut < 1) strays.push(word);
    else if (word.startsWith("param."))
      params.set(word.slice("param.".length, cut), word.slice(cut + 1));
    else options.set(word.slice(0, cut), word.slice(cut + 1));
  }
  return { action, params, options, strays, rest: search.slice(end).replace(/^\s*\|\s*/, "") };
}

/** Words up to a pipe outside quotes, their quotes taken off. */
function cutWords(text: string, from: number): { words: string[]; end: number } {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (isQuoted) {
      const isEscape = char === "\\" && /["\\]/.test(text[at + 1] ?? "");
      if (isEscape) at++;
      if (char === '"') isQuoted = false;
      else word = (word ?? "") + (isEscape ? text[at] : char);
    } else if (char === '"') {
      isQuoted = true;
      word ??= "";
    } else if (char === "|") break;
    else if (SPACE.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + char;
  }
  if (word !== undefined) words.push(word);
  return { words, end: at };
}

/** A value as ES writes it into a command. */
export function quoteValue(value: string): string {
  return `"${value.replace(/^"+|"+$/g, "").replaceAll('"', '\\"')}"`;
}
