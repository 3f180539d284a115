/** What `ar-sim explain` knows by a word: a rule of check, or a code of an error. */
import { findRule, nearestRule } from "../../../checks/find-rule.ts";
import type { Rule } from "../../../checks/rule/check.ts";
import { ERROR_MEANINGS, type ErrorCode } from "../../../errors.ts";
import { nearest } from "../../../text/nearest.ts";
import { usage } from "../../command-line/option.ts";

export type Explained =
  | { readonly kind: "rule"; readonly rule: Rule }
  | { readonly kind: "error"; readonly code: ErrorCode };

const CODES = Object.keys(ERROR_MEANINGS) as ErrorCode[];

/** Codes may be written in any case, with hyphens too. */
export function explained(word: string): Explained {
  const rule = findRule(word);
  if (rule !== undefined) return { kind: "rule", rule };
  const wanted = word.toUpperCase().replaceAll("-", "_");
  const code = CODES.find((known) => known === wanted);
  if (code !== undefined) return { kind: "error", code };
  throw usage(`explain: there is no rule and no error code \`${word}\``, { hint: hintFor(word) });
}

function hintFor(word: string): string {
  const lists = "`ar-sim explain` lists all rules.";
  if (/^-?\d+$/.test(word)) return `Exit codes: \`ar-sim explain exit ${word}\`. ${lists}`;
  // Ids are one digit apart, so only names can be guessed.
  if (/^ar\d/i.test(word)) return lists;
  const guess = /^[A-Z]+_/i.test(word) ? nearest(word, CODES) : nearestRule(word)?.name;
  return guess === undefined ? lists : `Did you mean ${guess}? ${lists}`;
}
