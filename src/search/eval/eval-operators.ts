/** Which tokens are operators. Words count in any case: many searches have `and`. */
import type { EvalToken } from "./eval-lexer.ts";
import type { EvalOperator } from "./eval-tree.ts";

const SIGNS: ReadonlyMap<string, EvalOperator> = new Map<string, EvalOperator>([
  ...(["+", "-", "*", "/", "%", ".", "=", "!=", "<", "<=", ">", ">="] as const).map(
    (sign) => [sign, sign] as const,
  ),
  ["==", "="],
  ["<>", "!="],
]);
const WORDS: ReadonlyMap<string, EvalOperator> = new Map(
  (["AND", "OR", "XOR", "LIKE"] as const).map((word) => [word, word]),
);

/** Undefined for parentheses, commas, and any other token that is no operator. */
export function operatorOf(token: EvalToken): EvalOperator | undefined {
  if (token.kind === "word") return WORDS.get(token.text.toUpperCase());
  return token.kind === "operator" ? SIGNS.get(token.text) : undefined;
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
