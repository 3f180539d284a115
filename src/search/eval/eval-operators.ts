// Which tokens are operators. Words are taken in any case, as `and` is in many a search.
import type { EvalToken } from "./eval-lexer.ts";
import type { EvalOperator } from "./eval-tree.ts";

const SPELLED: Readonly<Record<string, EvalOperator>> = { "==": "=", "<>": "!=" };
const WORD_OPERATORS: ReadonlySet<string> = new Set(["AND", "OR", "XOR", "LIKE"]);

export function operatorOf(token: EvalToken): EvalOperator | undefined {
  if (token.kind === "word") {
    const word = token.text.toUpperCase();
    return WORD_OPERATORS.has(word) ? (word as EvalOperator) : undefined;
  }
  if (token.kind !== "operator") return undefined;
  return SPELLED[token.text] ?? (token.text as EvalOperator);
}

export function isWord(token: EvalToken, word: string): boolean {
  return token.kind === "word" && token.text.toUpperCase() === word;
}

export function isOperator(token: EvalToken, text: string): boolean {
  return token.kind === "operator" && token.text === text;
}

export function describe(token: EvalToken): string {
  return token.kind === "end" ? "end" : token.text;
}
