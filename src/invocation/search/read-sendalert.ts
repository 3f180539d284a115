/**
 * Reads the arguments of a `sendalert` command. They are separated by whitespace. A value with spaces is in double
 * quotes, with `\"` for a double quote. Ground: Search Reference, «sendalert», and commands that Enterprise Security
 * builds.
 */

export interface SendalertClause {
  readonly action: string;
  /** `param.<name>` without the prefix. A bare word is text, never a field. */
  readonly params: ReadonlyMap<string, string>;
  /** `results_file`, `results_link`, `results_path`, `action_name` … */
  readonly options: ReadonlyMap<string, string>;
  /** The commands after it. */
  readonly rest: string;
  /** Words that are not `key=value`. */
  readonly strays: readonly string[];
}

/** A backslash stands for itself, unless a quote or another backslash follows. */
const INSIDE_QUOTES = String.raw`(?:[^"\\]+|\\["\\]|\\)*`;
/** The closing quote may be missing. */
const QUOTED_PART = new RegExp(`"(${INSIDE_QUOTES})(?:"|$)`, "g");
const WORD = new RegExp(String.raw`\s*((?:"${INSIDE_QUOTES}(?:"|$)|[^\s"|])+)`, "y");

/** The first `sendalert` of a search, if there is one. */
export function readSendalert(search: string): SendalertClause | undefined {
  const start = /(?:^|\|)\s*sendalert(?=\s|$)/i.exec(search);
  return start === null ? undefined : readClause(search.slice(start.index + start[0].length));
}

/** `text` begins after the word `sendalert`. */
export function readClause(text: string): SendalertClause {
  const { words, end } = cutWords(text);
  const [action = "", ...others] = words;
  const params = new Map<string, string>();
  const options = new Map<string, string>();
  const strays: string[] = [];
  for (const word of others) {
    const cut = word.indexOf("=");
    if (cut < 1) strays.push(word);
    else if (word.startsWith("param."))
      params.set(word.slice("param.".length, cut), word.slice(cut + 1));
    else options.set(word.slice(0, cut), word.slice(cut + 1));
  }
  return { action, params, options, strays, rest: text.slice(end).replace(/^\s*\|?\s*/, "") };
}

/** The words up to the first pipe outside of quotes, without their quotes. */
function cutWords(text: string): { words: string[]; end: number } {
  const words: string[] = [];
  let end = 0;
  for (;;) {
    WORD.lastIndex = end;
    const word = WORD.exec(text)?.[1];
    if (word === undefined) return { words, end };
    words.push(word.replace(QUOTED_PART, (_, inside: string) => unescaped(inside)));
    end = WORD.lastIndex;
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}

/** Quotes a value as ES does when it builds a command. */
export function quoteValue(value: string): string {
  return `"${value.replace(/^"+|"+$/g, "").replaceAll('"', '\\"')}"`;
}
