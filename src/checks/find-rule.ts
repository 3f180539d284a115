/** The rule that a word names, by its id or its name, whatever the case. */
import { nearest } from "../text/nearest.ts";
import { rules } from "./index.ts";
import type { Rule } from "./rule/check.ts";

export function findRule(word: string): Rule | undefined {
  // Zeros in an id are easily forgotten: `ar42` is AR042.
  const wanted = word
    .toLowerCase()
    .replace(/^ar(\d{1,2})$/, (_, number: string) => `ar${number.padStart(3, "0")}`);
  return rules.find(({ id, name }) => id.toLowerCase() === wanted || name === wanted);
}

/** The one that was probably meant by a word that names none. */
export function nearestRule(word: string): Rule | undefined {
  const meant = nearest(
    word,
    rules.flatMap(({ id, name }) => [id, name]),
  );
  return meant === undefined ? undefined : findRule(meant);
}
