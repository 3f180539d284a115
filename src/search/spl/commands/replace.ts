/**
 * `replace <text> WITH <text> … [IN <fields>]`: whole values, with wildcards. Ground: Search Reference, «replace»: of
 * values without a wildcard the last that is written counts, and a fuller match goes before a wildcard that fits more.
 */
import { readWords, splitAt, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import {
  countWildcards,
  type FieldPattern,
  fieldPattern,
  fillPattern,
} from "../stage/field-patterns.ts";
import { eachRow, type Stage, unchanged } from "../stage/stage.ts";

interface Replacement {
  readonly from: FieldPattern;
  readonly to: string;
}

export function replace(call: CommandCall): Stage {
  const { before, after } = splitAt(readWords(call), /^in$/i);
  const replacements = readReplacements(call, before);
  const fields = after.map(({ text }) => fieldPattern(text));
  const isMeant = (name: string): boolean =>
    fields.length === 0 ? !name.startsWith("_") : fields.some((field) => field.test(name));
  const change = (value: string): string => {
    for (const { from, to } of replacements) {
      const captured = from.capture(value);
      if (captured !== undefined) return fillPattern(to, captured);
    }
    return value;
  };
  return {
    columns: unchanged,
    run: eachRow(() => (row) => {
      for (const name in row) {
        const value = row[name];
        if (value === undefined || !isMeant(name)) continue;
        row[name] = typeof value === "string" ? change(value) : value.map(change);
      }
      return row;
    }),
  };
}

/** Those that are to be tried first in front. */
function readReplacements(call: CommandCall, words: readonly Word[]): Replacement[] {
  const replacements: Replacement[] = [];
  for (let at = 0; at < words.length; at += 3) {
    const [from, keyword, to] = words.slice(at, at + 3);
    if (from === undefined || to === undefined || !/^with$/i.test(keyword?.text ?? ""))
      throw usage(call, from?.start);
    const stars = countWildcards(to.text);
    if (stars !== 0 && stars !== countWildcards(from.text))
      throw commandError(call, `Wildcard mismatch: '${from.text}' with '${to.text}'.`, {
        at: from.start,
        hint: "Give both texts as many asterisks, or the second none.",
      });
    replacements.push({ from: fieldPattern(from.text), to: to.text });
  }
  if (replacements.length === 0) throw usage(call, undefined);
  const literal = ({ from }: Replacement): number => from.text.replaceAll("*", "").length;
  return replacements
    .toReversed()
    .sort(
      (one, other) =>
        Number(one.from.isWild) - Number(other.from.isWild) || literal(other) - literal(one),
    );
}

function usage(call: CommandCall, at: number | undefined): Error {
  return commandError(call, "Usage: replace [orig_str WITH new_str]+ [IN field1, field2, …].", {
    at,
    hint: "Put a text with spaces into double quotes.",
  });
}
