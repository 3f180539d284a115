// The search expression of the `search` command and of eventtypes.conf: text → tree.
// Order (Search Manual, «Boolean expressions»): parentheses, NOT, OR, AND: `a b OR c` means
// `a AND (b OR c)`. Error texts follow those of Splunk's search parser.
import type { HarnessError, Where } from "../../errors.ts";
import { expandMacros, type MacroExpansion } from "./expand-macros.ts";
import { searchError } from "../text/search-error.ts";
import { isWord, SearchLexer, type PatternToken, type SearchToken } from "./search-lexer.ts";
import {
  indexedAt,
  joinNodes,
  patternText,
  type Comparator,
  type Pattern,
  type SearchNode,
  type SearchTree,
} from "./search-tree.ts";
import { isTimeModifier } from "../time/time-modifier.ts";

export interface ParseSearchOptions extends MacroExpansion {
  /** The file and line the text came from, for errors. */
  readonly where?: Where | undefined;
}

// Guess: `field NOT IN (a, b)`, as published searches have it, is `NOT field IN (a, b)`.
const OPENS_NOT_IN = /^\s*NOT\s+IN\s*\(/;
/** Parentheses and NOTs deeper than this are refused: they would exhaust the stack. */
const MAX_DEPTH = 400;

/**
 * Reads a search expression.
 *
 * @example
 * parseSearch('sourcetype="my:result" (action=blocked OR action=failed) NOT debug')
 */
export function parseSearch(text: string, options: ParseSearchOptions = {}): SearchTree {
  const expanded = expandMacros(text, options);
  const root = new SearchParser(expanded, options.where).parse();
  return { text: expanded, root, where: options.where };
}

class SearchParser {
  readonly #lexer: SearchLexer;
  #depth = 0;

  constructor(text: string, where: Where | undefined) {
    this.#lexer = new SearchLexer(text, where);
  }

  parse(): SearchNode {
    const root = this.#conjunction();
    const left = this.#lexer.next("field");
    if (left.kind !== "end")
      throw this.#error("Unbalanced parentheses: a ) without its (", left.start);
    return root;
  }

  #conjunction(): SearchNode {
    const operands: SearchNode[] = [];
    const start = this.#lexer.peek("field").start;
    for (;;) {
      const token = this.#lexer.peek("field");
      if (token.kind === "end" || token.kind === ")") break;
      if (isWord(token, "AND")) {
        if (operands.length === 0) throw this.#missing("AND", "left", token.start);
        this.#lexer.next("field");
        const after = this.#lexer.peek("field");
        const isOperand = after.kind !== "end" && after.kind !== ")" && !isWord(after, "AND");
        if (!isOperand) throw this.#missing("AND", "right", token.start);
        if (isWord(after, "OR")) throw this.#missing("OR", "left", after.start);
      }
      operands.push(this.#disjunction());
    }
    return joinNodes("and", operands, start);
  }

  #disjunction(): SearchNode {
    const first = this.#lexer.peek("field");
    if (isWord(first, "OR")) throw this.#missing("OR", "left", first.start);
    const operands = [this.#negation()];
    for (;;) {
      const token = this.#lexer.peek("field");
      if (!isWord(token, "OR")) return joinNodes("or", operands, first.start);
      this.#lexer.next("field");
      const after = this.#lexer.peek("field");
      const isOperand = after.kind !== "end" && after.kind !== ")" && !isWord(after, "OR", "AND");
      if (!isOperand) throw this.#missing("OR", "right", token.start);
      operands.push(this.#negation());
    }
  }

  #negation(): SearchNode {
    const nots: number[] = [];
    for (;;) {
      const token = this.#lexer.peek("field");
      if (!isWord(token, "NOT") || this.#isFieldName(token)) break;
      this.#lexer.next("field");
      nots.push(token.start);
      const after = this.#lexer.peek("field");
      if (after.kind === "end" || after.kind === ")" || isWord(after, "AND", "OR")) {
        throw this.#missing("NOT", "right", token.start);
      }
    }
    this.#enter(nots.length, nots[0] ?? 0);
    let node = this.#primary();
    for (const start of nots.toReversed()) {
      node = { kind: "not", operand: node, span: { start, end: node.span.end } };
    }
    this.#depth -= nots.length;
    return node;
  }

  /** `NOT=5` compares a field of that name. */
  #isFieldName(token: SearchToken): boolean {
    const text = this.#lexer.text;
    return text[token.end] === "=" || text.startsWith("!=", token.end);
  }

  #primary(): SearchNode {
    const token = this.#lexer.next("field");
    if (token.kind === "(") return this.#group(token.start);
    if (token.kind === "comparator") {
      throw this.#error(
        `Comparator '${token.comparator}' is missing a term on the left hand side`,
        token.start,
      );
    }
    if (token.kind !== "pattern") throw this.#error(`Unexpected '${token.kind}'`, token.start);

    const after = this.#lexer.peek("field");
    if (after.kind === "comparator" && token.pattern.directive === undefined) {
      this.#lexer.next("field");
      return this.#comparison(token, after.comparator, after.start);
    }
    if (isWord(after, "IN") && this.#opensList(after.end)) return this.#list(token);
    if (isWord(after, "NOT") && OPENS_NOT_IN.test(this.#lexer.text.slice(token.end))) {
      this.#lexer.next("field");
      const operand = this.#list(token);
      return { kind: "not", operand, span: operand.span };
    }
    if (isWord(token, "IN") && this.#opensList(token.end)) {
      throw this.#error("IN is missing a field on its left hand side", token.start, {
        hint: "Write: field IN (a, b), and NOT field IN (a, b) for the opposite.",
      });
    }
    return this.#term(token);
  }

  #group(start: number): SearchNode {
    this.#enter(1, start);
    const inner = this.#conjunction();
    const close = this.#lexer.next("field");
    if (close.kind !== ")") throw this.#error("Unbalanced parentheses: no ) for this (", start);
    this.#depth--;
    return { ...inner, span: { start, end: close.end } };
  }

  #comparison(field: PatternToken, comparator: Comparator, at: number): SearchNode {
    const value = this.#lexer.next("value");
    if (value.kind !== "pattern") {
      const what = value.kind === "(" ? "an invalid term" : "no term";
      throw this.#error(`Comparator '${comparator}' has ${what} on the right hand side`, at, {
        hint: "Give one value behind the comparator, or write: field IN (a, b).",
      });
    }
    const span = { start: field.start, end: value.end };
    const name = this.#fieldName(field);
    if (isTimeModifier(name) && comparator === "=") {
      return { kind: "time", modifier: name, value: patternText(value.pattern), span };
    }
    return {
      kind: "compare",
      field: name,
      comparator,
      pattern: value.pattern,
      isIndexed: false,
      span,
    };
  }

  #list(field: PatternToken): SearchNode {
    this.#lexer.next("field");
    const open = this.#lexer.next("field");
    const patterns: Pattern[] = [];
    for (;;) {
      const token = this.#lexer.next("list");
      if (token.kind === ",") continue;
      if (token.kind === "pattern") {
        patterns.push(token.pattern);
        continue;
      }
      if (token.kind !== ")") {
        throw this.#error(
          "The right hand side of IN must be a list of literals in parentheses",
          open.start,
        );
      }
      if (patterns.length === 0) throw this.#error("The list of IN is empty", open.start);
      const span = { start: field.start, end: token.end };
      return { kind: "in", field: this.#fieldName(field), patterns, span };
    }
  }

  #term(token: PatternToken): SearchNode {
    const span = { start: token.start, end: token.end };
    const { pattern } = token;
    const indexed = pattern.isQuoted || pattern.directive !== undefined ? -1 : indexedAt(pattern);
    if (indexed <= 0) return { kind: "term", pattern, span };
    const [head = "", ...rest] = pattern.pieces;
    return {
      kind: "compare",
      field: head.slice(0, indexed),
      comparator: "=",
      pattern: {
        pieces: [head.slice(indexed + 2), ...rest],
        isQuoted: false,
        directive: undefined,
      },
      isIndexed: true,
      span,
    };
  }

  #fieldName(token: PatternToken): string {
    const name = patternText(token.pattern);
    if (name === "") throw this.#error("A field name is empty", token.start);
    return name;
  }

  #opensList(offset: number): boolean {
    return /^\s*\(/.test(this.#lexer.text.slice(offset, offset + 200));
  }

  #enter(levels: number, at: number): void {
    this.#depth += levels;
    if (this.#depth > MAX_DEPTH) throw this.#error(`Nested deeper than ${MAX_DEPTH} levels`, at);
  }

  #missing(operator: string, side: "left" | "right", at: number): HarnessError {
    return this.#error(`'${operator}' operator is missing a clause on the ${side} hand side`, at, {
      hint: `Put the word in double quotes to search for the text ${operator}.`,
    });
  }

  #error(problem: string, at: number, options: { hint?: string } = {}): HarnessError {
    return searchError("SEARCH_SYNTAX", problem, this.#lexer.text, at, {
      ...options,
      where: this.#lexer.where,
    });
  }
}
