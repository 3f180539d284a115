// Text → tree. Order of evaluation for eval and where (Search Manual, «Boolean expressions»):
// parentheses, NOT, AND, OR, XOR. Guess: `.` binds as `+` and `-` do.
import type { HarnessError, Where } from "../../errors.ts";
import { searchError } from "../text/search-error.ts";
import { balanced, joined, type Link } from "./eval-chain.ts";
import { EvalLexer } from "./eval-lexer.ts";
import { describe, isOperator, isWord, operatorOf } from "./eval-operators.ts";
import type { CallNode, EvalNode, EvalOperator } from "./eval-tree.ts";

/** Binary operators by how tight they bind. NOT stands between AND and the comparisons. */
const LEVELS: readonly (readonly EvalOperator[])[] = [
  ["XOR"],
  ["OR"],
  ["AND"],
  ["=", "!=", "<", "<=", ">", ">=", "LIKE"],
  ["+", "-", "."],
  ["*", "/", "%"],
];
const COMPARISON = 3;
const LITERALS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
/** Parentheses and signs deeper than this are refused: they would exhaust the stack. */
const MAX_DEPTH = 200;

/** A longer chain exhausts the stack too. */
const MOST_OPERATORS = 2500;

/** Checks a call as soon as it is read; throws for a function that does not exist. */
export type CallCheck = (call: CallNode, parser: EvalParser) => void;

export class EvalParser {
  readonly lexer: EvalLexer;
  readonly #check: CallCheck;
  #depth = 0;

  constructor(text: string, where: Where | undefined, check: CallCheck) {
    this.lexer = new EvalLexer(text, where);
    this.#check = check;
  }

  expression(): EvalNode {
    return this.#binary(0);
  }

  /** Nothing may be left over. */
  end(): void {
    const token = this.lexer.peek();
    if (token.kind === "end") return;
    throw this.error(
      isOperator(token, ")")
        ? "Unbalanced parentheses: a ) without its ("
        : `Unexpected ${describe(token)}`,
      token.start,
      "An operator is missing here, or quotes around a text.",
    );
  }

  error(problem: string, offset: number, hint?: string): HarnessError {
    const { text, where } = this.lexer;
    return searchError("SEARCH_SYNTAX", problem, text, offset, { where, hint });
  }

  #binary(level: number): EvalNode {
    if (level === COMPARISON) return this.#comparison();
    return this.#chain(level);
  }

  #chain(level: number): EvalNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    const first = this.#binary(level + 1);
    const links: Link[] = [];
    for (;;) {
      const token = this.lexer.peek();
      const operator = operatorOf(token);
      if (operator === undefined || !operators.includes(operator)) break;
      this.lexer.next();
      links.push({ operator, start: token.start, right: this.#binary(level + 1) });
    }
    if (level < COMPARISON) return balanced(first, links);
    const left = links[MOST_OPERATORS];
    if (left !== undefined)
      throw this.error(`More than ${MOST_OPERATORS} operators follow each other`, left.start);
    return links.reduce<EvalNode>((node, link) => joined(node, link, link.right), first);
  }

  #comparison(): EvalNode {
    const not = this.lexer.peek();
    if (isWord(not, "NOT") || isOperator(not, "!")) {
      this.lexer.next();
      return this.#deeper(not.start, () => ({
        kind: "unary",
        operator: "NOT",
        operand: this.#comparison(),
        start: not.start,
      }));
    }
    const left = this.#chain(COMPARISON);
    const token = this.lexer.peek();
    if (isWord(token, "IN")) {
      this.lexer.next();
      const list = this.#arguments();
      return { kind: "in", operand: left, list, start: token.start };
    }
    if (!isWord(token, "NOT")) return left;
    // `field NOT IN (…)` and `field NOT LIKE "…"`.
    this.lexer.next();
    const after = this.lexer.next();
    const { start } = token;
    if (isWord(after, "IN")) {
      const operand: EvalNode = { kind: "in", operand: left, list: this.#arguments(), start };
      return { kind: "unary", operator: "NOT", operand, start };
    }
    if (!isWord(after, "LIKE")) throw this.error(`Unexpected ${describe(token)}`, start);
    const right = this.#chain(COMPARISON + 1);
    const operand: EvalNode = { kind: "binary", operator: "LIKE", left, right, start };
    return { kind: "unary", operator: "NOT", operand, start };
  }

  #unary(): EvalNode {
    const token = this.lexer.peek();
    if (isOperator(token, "-") || isOperator(token, "+")) {
      this.lexer.next();
      return this.#deeper(token.start, () => {
        const operand = this.#unary();
        return isOperator(token, "+")
          ? operand
          : { kind: "unary", operator: "-", operand, start: token.start };
      });
    }
    // `a AND (NOT b) = c` apart, a sign of negation may stand in front of any operand: `x == !y`.
    if (isOperator(token, "!") || isWord(token, "NOT")) return this.#comparison();
    return this.#primary();
  }

  #primary(): EvalNode {
    const token = this.lexer.next();
    const { start } = token;
    switch (token.kind) {
      case "string":
        return { kind: "literal", value: token.text, start };
      case "number":
        return { kind: "literal", value: Number(token.text), written: token.text, start };
      case "quoted-field":
        return { kind: "field", name: token.text, start };
      case "word":
        return this.#word(token.text, start);
      case "operator":
        if (token.text === "(") return this.#parenthesis(start);
        if (token.text === "{" || token.text === "[") return this.#json(start, token.text === "{");
        break;
      case "end":
        throw this.error("The expression ends where a value is expected", start);
      default:
        return token satisfies never;
    }
    throw this.error(`Unexpected ${describe(token)} where a value is expected`, start);
  }

  #word(word: string, start: number): EvalNode {
    if (isOperator(this.lexer.peek(), "(")) {
      const call: CallNode = {
        kind: "call",
        name: word.toLowerCase(),
        args: this.#arguments(),
        start,
      };
      this.#check(call, this);
      return call;
    }
    // A field may be called `IN` (a well-known one of firewalls is) or `like`.
    if (/^(?:AND|OR|XOR|NOT)$/i.test(word)) {
      throw this.error(`Unexpected ${word} where a value is expected`, start);
    }
    const value = LITERALS.get(word.toLowerCase());
    return value === undefined
      ? { kind: "field", name: word, start }
      : { kind: "literal", value, start };
  }

  #parenthesis(start: number): EvalNode {
    return this.#deeper(start, () => {
      const inner = this.expression();
      if (!isOperator(this.lexer.peek(), ")")) throw this.#unclosed(start);
      this.lexer.next();
      return inner;
    });
  }

  /** `{"a": 1, "b": [x, y]}`: an object or array written out, as on the pages on json_delete(). */
  #json(start: number, isObject: boolean): EvalNode {
    const close = isObject ? "}" : "]";
    return this.#deeper(start, () => {
      const args: EvalNode[] = [];
      while (!isOperator(this.lexer.peek(), close)) {
        if (args.length > 0) this.#expect(",", start);
        if (isObject) {
          args.push(this.#primary());
          this.#expect(":", start);
        }
        args.push(this.expression());
      }
      this.lexer.next();
      return { kind: "call", name: isObject ? "json_object" : "json_array", args, start };
    });
  }

  #expect(text: string, open: number): void {
    const token = this.lexer.next();
    if (token.kind === "end") throw this.error("A JSON value is not closed", open);
    if (isOperator(token, text)) return;
    throw this.error(`Unexpected ${describe(token)}: a ${text} is expected`, token.start);
  }

  #arguments(): EvalNode[] {
    const open = this.lexer.next();
    if (!isOperator(open, "(")) throw this.error("A list in parentheses is expected", open.start);
    return this.#deeper(open.start, () => {
      const args: EvalNode[] = [];
      if (isOperator(this.lexer.peek(), ")")) {
        this.lexer.next();
        return args;
      }
      for (;;) {
        args.push(this.expression());
        const token = this.lexer.peek();
        if (!isOperator(token, ",") && !isOperator(token, ")")) throw this.#unclosed(open.start);
        this.lexer.next();
        if (isOperator(token, ")")) return args;
      }
    });
  }

  #unclosed(open: number): HarnessError {
    const token = this.lexer.peek();
    return token.kind === "end"
      ? this.error("Unbalanced parentheses: no ) for this (", open)
      : this.error(`Unexpected ${describe(token)}: a ) or , is expected`, token.start);
  }

  #deeper<Result>(start: number, read: () => Result): Result {
    if (++this.#depth > MAX_DEPTH) throw this.error("The expression is nested too deeply", start);
    const result = read();
    this.#depth--;
    return result;
  }
}
