// Tokens of an eval expression. Ground: Search Manual, «Types of expressions»: strings in double
// quotes, fields bare or in single quotes; restmap.conf.spec: fields between `$` as well.
import type { Where } from "../../errors.ts";
import { searchError } from "../text/search-error.ts";

export type EvalToken = { readonly start: number; readonly end: number } & (
  | { readonly kind: "string" | "number" | "quoted-field" | "word"; readonly text: string }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "end" }
);

const SPACE = /(?:\s|```[^]*?```)+/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
/** Behind these a value begins, so that `.5` is a number and no `.` and a 5. */
const BEFORE_VALUE = /^(?:AND|OR|XOR|NOT|LIKE|IN)$/i;
// A digit cannot begin a bare name; in Splunk such a field stands in single quotes.
const WORD = /[\p{L}_][\p{L}\p{N}_]*(?:(?::{1,2}|@)[\p{L}\p{N}_]+)*(?:\{\})?/uy;
const TARGET = /[^\s=,"']+/y;
const DOLLAR = /\$([^$"']+)\$/y;
const OPERATOR = /<=|>=|<>|==|!=|[-+*/%.=<>!(),{}[\]:]/y;
/** `\t` is a tab (Search Manual, «Types of expressions»); what regular expressions use stays as it is. */
const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };

export class EvalLexer {
  readonly text: string;
  readonly where: Where | undefined;
  #offset = 0;
  #peeked: EvalToken | undefined;
  #isBehindValue = false;

  constructor(text: string, where: Where | undefined) {
    this.text = text;
    this.where = where;
  }

  next(): EvalToken {
    const token = this.peek();
    this.#peeked = undefined;
    this.#offset = token.end;
    this.#isBehindValue =
      token.kind === "operator"
        ? /[)\]}]/.test(token.text)
        : token.kind !== "word" || !BEFORE_VALUE.test(token.text);
    return token;
  }

  peek(): EvalToken {
    this.#peeked ??= this.#read();
    return this.#peeked;
  }

  /** What stands next, blanks and comments apart. */
  firstCharacter(): string | undefined {
    return this.text[this.#skipSpace()];
  }

  #skipSpace(): number {
    return this.#offset + (this.#take(SPACE, this.#offset)?.length ?? 0);
  }

  /**
   * The name in front of the `=` of an assignment: bare names may hold what would be operators in an
   * expression, `size(MB)` or `a.b`. Undefined when there is none.
   */
  target(): string | undefined {
    const start = this.#skipSpace();
    const name = this.#take(TARGET, start);
    if (name === undefined) return undefined;
    this.#peeked = undefined;
    this.#offset = start + name.length;
    return name;
  }

  #read(): EvalToken {
    const start = this.#skipSpace();
    const char = this.text[start];
    if (char === undefined) return { kind: "end", start, end: start };
    if (char === '"') return this.#quoted(start, '"', "string");
    if (char === "'") return this.#quoted(start, "'", "quoted-field");
    const number = char === "." && this.#isBehindValue ? undefined : this.#take(NUMBER, start);
    if (number !== undefined) return this.#number(start, number);
    const word = this.#take(WORD, start);
    if (word !== undefined) return { kind: "word", text: word, start, end: start + word.length };
    const dollar = this.#take(DOLLAR, start);
    if (dollar !== undefined) {
      const text = dollar.slice(1, -1);
      return { kind: "quoted-field", text, start, end: start + dollar.length };
    }
    const text = this.#take(OPERATOR, start);
    if (text !== undefined) return { kind: "operator", text, start, end: start + text.length };
    throw searchError(
      "SEARCH_SYNTAX",
      `The character ${JSON.stringify(char)} has no meaning here`,
      this.text,
      start,
      { where: this.where, hint: "Put text in double quotes, and odd field names in single ones." },
    );
  }

  #take(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  #number(start: number, text: string): EvalToken {
    const end = start + text.length;
    const rest = this.#take(WORD, end);
    if (rest === undefined) return { kind: "number", text, start, end };
    throw searchError(
      "SEARCH_SYNTAX",
      `${text}${rest} is neither a number nor a field name`,
      this.text,
      start,
      { where: this.where, hint: `Write '${text}${rest}' for a field, "${text}${rest}" for text.` },
    );
  }

  #quoted(start: number, quote: string, kind: "string" | "quoted-field"): EvalToken {
    const source = this.text;
    let text = "";
    for (let at = start + 1; at < source.length; at++) {
      const char = source[at] ?? "";
      if (char === quote) return { kind, text, start, end: at + 1 };
      const after = source[at + 1];
      if (char !== "\\" || after === undefined) text += char;
      else {
        at++;
        text += after === "\\" || after === quote ? after : escaped(after, kind);
      }
    }
    throw searchError("SEARCH_SYNTAX", `Unbalanced quotes: no closing ${quote}`, source, start, {
      where: this.where,
      hint: `Close the quote, or write \\${quote} for a quote inside.`,
    });
  }
}

function escaped(char: string, kind: "string" | "quoted-field"): string {
  return (kind === "string" ? ESCAPES[char] : undefined) ?? `\\${char}`;
}
