// Tokens of a search expression, as the `search` command of Splunk cuts them:
// words, quoted phrases, comparators, parentheses. Ground: Search Reference, «search».
import type { Where } from "../../errors.ts";
import { searchError } from "../text/search-error.ts";
import { isWild, type Comparator, type Pattern } from "./search-tree.ts";

export type SearchToken =
  | {
      readonly kind: "pattern";
      readonly pattern: Pattern;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: "comparator";
      readonly comparator: Comparator;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "(" | ")" | "," | "end"; readonly start: number; readonly end: number };

export type PatternToken = Extract<SearchToken, { kind: "pattern" }>;

/**
 * How a bare word ends. `field`: at a comparator. `value`: behind a comparator `=` and `<` are
 * part of the word (`url=http://x/?a=b`). `list`: also at a comma, between IN's parentheses.
 */
export type WordMode = "field" | "value" | "list";

interface Foreign {
  readonly problem: string;
  readonly hint: string;
}

const OF_BRACKETS = "Write the values out, or put a literal bracket in double quotes.";

/** What belongs to a whole search, not to this part of it. */
const FOREIGN: ReadonlyMap<string, Foreign> = new Map([
  ["[", { problem: "A subsearch [ … ] cannot be part of this search", hint: OF_BRACKETS }],
  ["]", { problem: "A ] without its [", hint: OF_BRACKETS }],
  [
    "|",
    {
      problem: "A pipeline cannot be part of this search",
      hint: "Keep what stands before the | only, or put a literal | in double quotes.",
    },
  ],
]);

export class SearchLexer {
  readonly text: string;
  readonly where: Where | undefined;
  #offset = 0;

  constructor(text: string, where: Where | undefined) {
    this.text = text;
    this.where = where;
  }

  next(mode: WordMode): SearchToken {
    this.#skipBlanks();
    const start = this.#offset;
    const char = this.text[start];
    if (char === undefined) return { kind: "end", start, end: start };
    if (isMark(char, mode)) {
      this.#offset++;
      return { kind: char, start, end: this.#offset };
    }
    if (char === '"') return this.#quoted(start);
    const foreign = FOREIGN.get(char);
    if (foreign !== undefined) throw this.#foreign(foreign, start);
    return (mode === "field" ? this.#comparator(start) : undefined) ?? this.#word(start, mode);
  }

  #skipBlanks(): void {
    const { text } = this;
    while (this.#offset < text.length && isSpace(text.charCodeAt(this.#offset))) this.#offset++;
  }

  #comparator(start: number): SearchToken | undefined {
    const sign = comparatorAt(this.text, start);
    if (sign === undefined) return undefined;
    this.#offset += sign.length;
    return { kind: "comparator", comparator: sign.means, start, end: this.#offset };
  }

  /** What comes next without taking it. */
  peek(mode: WordMode): SearchToken {
    const before = this.#offset;
    const token = this.next(mode);
    this.#offset = before;
    return token;
  }

  #quoted(start: number): PatternToken {
    const text = this.text;
    const pieces = new Pieces();
    let offset = start + 1;
    for (;;) {
      const char = text[offset];
      if (char === undefined) {
        throw searchError("SEARCH_SYNTAX", 'Unbalanced quotes: no closing "', text, start, {
          where: this.where,
          hint: 'Close the quote, or write \\" for a quote inside a phrase.',
        });
      }
      if (char === '"') break;
      offset += pieces.take(text, offset);
    }
    this.#offset = offset + 1;
    return {
      kind: "pattern",
      pattern: { pieces: pieces.done(), isQuoted: true, directive: undefined },
      start,
      end: this.#offset,
    };
  }

  #word(start: number, mode: WordMode): PatternToken {
    const text = this.text;
    const pieces = new Pieces();
    let offset = start;
    while (offset < text.length && !endsWord(text, offset, mode))
      offset += pieces.take(text, offset);
    this.#offset = offset;
    const word = text.slice(start, offset);
    if ((word === "CASE" || word === "TERM") && text[offset] === "(")
      return this.#directive(start, word);
    return {
      kind: "pattern",
      pattern: { pieces: pieces.done(), isQuoted: false, directive: undefined },
      start,
      end: offset,
    };
  }

  #directive(start: number, directive: "CASE" | "TERM"): PatternToken {
    const text = this.text;
    const open = this.#offset;
    const close = text.indexOf(")", open);
    if (close < 0) {
      throw searchError("SEARCH_SYNTAX", `${directive}( has no closing parenthesis`, text, open, {
        where: this.where,
      });
    }
    this.#offset = close + 1;
    let inner = text.slice(open + 1, close).trim();
    const isQuoted = inner.length > 1 && inner.startsWith('"') && inner.endsWith('"');
    if (isQuoted) inner = inner.slice(1, -1);
    if (inner === "") {
      throw searchError("SEARCH_SYNTAX", `${directive}() holds no term`, text, start, {
        where: this.where,
      });
    }
    const pieces = new Pieces();
    for (let offset = 0; offset < inner.length;) offset += pieces.take(inner, offset);
    return {
      kind: "pattern",
      pattern: { pieces: pieces.done(), isQuoted, directive },
      start,
      end: this.#offset,
    };
  }

  #foreign({ problem, hint }: Foreign, offset: number): Error {
    return searchError("SEARCH_SYNTAX", problem, this.text, offset, { where: this.where, hint });
  }
}

/** Collects characters, splitting at wildcards and resolving escapes. */
class Pieces {
  readonly #pieces: string[] = [];
  #current = "";

  /** Takes what stands at `offset` and says how many characters that was. */
  take(text: string, offset: number): number {
    const char = text.charAt(offset);
    if (char === "*") {
      // `**` means the same as `*`.
      if (this.#current !== "" || this.#pieces.length === 0) this.#pieces.push(this.#current);
      this.#current = "";
      return 1;
    }
    const next = text[offset + 1];
    // Only the quote, the backslash and characters that would end a word are escaped; `\d` stays
    // as written. An asterisk cannot be escaped (Search Manual, «Wildcards»).
    if (char === "\\" && next !== undefined && '"\\|()[]'.includes(next)) {
      this.#current += next;
      return 2;
    }
    this.#current += char;
    return 1;
  }

  done(): readonly string[] {
    return [...this.#pieces, this.#current];
  }
}

function isMark(char: string, mode: WordMode): char is "(" | ")" | "," {
  return char === "(" || char === ")" || (char === "," && mode === "list");
}

function endsWord(text: string, offset: number, mode: WordMode): boolean {
  const code = text.charCodeAt(offset);
  if (isSpace(code)) return true;
  const char = text.charAt(offset);
  if ('()"|[]'.includes(char)) return true;
  if (mode === "list") return char === ",";
  return mode === "field" && comparatorAt(text, offset) !== undefined;
}

function comparatorAt(
  text: string,
  offset: number,
): { readonly means: Comparator; readonly length: number } | undefined {
  const char = text[offset];
  const isDouble = text[offset + 1] === "=";
  if (char === "=") return { means: "=", length: isDouble ? 2 : 1 };
  if (char === "!") return isDouble ? { means: "!=", length: 2 } : undefined;
  if (char === "<") return isDouble ? { means: "<=", length: 2 } : { means: "<", length: 1 };
  if (char === ">") return isDouble ? { means: ">=", length: 2 } : { means: ">", length: 1 };
  return undefined;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

/** Operators are recognised in capitals only, and never in quotes. */
export function isWord(token: SearchToken, ...words: readonly string[]): boolean {
  if (token.kind !== "pattern") return false;
  const { pattern } = token;
  if (pattern.isQuoted || pattern.directive !== undefined || isWild(pattern)) return false;
  return words.includes(pattern.pieces[0] ?? "");
}
