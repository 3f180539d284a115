/** Lists of field names with wildcards, as fields, table, rename and stats take them. */
import { fitsPieces, captureWild } from "../../../text/wildcard.ts";

export interface FieldPattern {
  readonly text: string;
  readonly isWild: boolean;
  test(name: string): boolean;
  /** What the asterisks stood for; undefined where the name does not fit. */
  capture(name: string): readonly string[] | undefined;
}

export function fieldPattern(text: string): FieldPattern {
  if (!text.includes("*")) {
    const test = (name: string): boolean => name === text;
    return { text, isWild: false, test, capture: (name) => (name === text ? [] : undefined) };
  }
  const pieces = text.split("*");
  return {
    text,
    isWild: true,
    test: (name) => fitsPieces(name, pieces),
    capture: (name) => captureWild(name, pieces),
  };
}

/** Fills what the asterisks matched into another pattern. */
export function fillPattern(text: string, captured: readonly string[]): string {
  let at = 0;
  return text.replace(/\*/g, () => captured[at++] ?? "");
}

export function countWildcards(text: string): number {
  return text.split("*").length - 1;
}

/** The names that a list means, in the order of the list. Internal fields are meant only where `_` is written. */
export function expandNames(
  patterns: readonly FieldPattern[],
  names: Iterable<string>,
): readonly string[] {
  const all = [...names];
  const matching = new Set<string>();
  for (const pattern of patterns) {
    if (!pattern.isWild) matching.add(pattern.text);
    else {
      for (const name of all) {
        const isHidden = name.startsWith("_") && !pattern.text.startsWith("_");
        if (!isHidden && pattern.test(name)) matching.add(name);
      }
    }
  }
  return [...matching];
}
