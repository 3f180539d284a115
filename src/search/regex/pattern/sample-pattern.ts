/** Texts that a regular expression is likely to match. Whoever uses one has to try it: assertions are not looked at. */
import { caseOf, type RegexCases } from "./regex-cases.ts";
import { hasCode, type CharSet } from "./char-set.ts";
import { parseRegex } from "./regex-parser.ts";
import { RegexSyntaxError } from "./pattern-reader.ts";
import type { RegexNode } from "./regex-tree.ts";

/** How a text is made of a pattern. */
interface Taste {
  /** How often a part is repeated that may be repeated as often. */
  readonly times: number;
  /** Which option of an alternation is taken: the first, or the last. */
  readonly isLast: boolean;
}

const TASTES: readonly Taste[] = [
  { times: 1, isLast: false },
  { times: 4, isLast: false },
  { times: 0, isLast: false },
  { times: 1, isLast: true },
  { times: 8, isLast: true },
];

/** More would be no value for a person. */
const MOST_CHARACTERS = 4096;

/** The likeliest come first. Empty where the pattern cannot be read. */
export function samplePattern(pattern: string): string[] {
  try {
    const { root } = parseRegex(pattern);
    const made = TASTES.map((taste) => sample(root, taste)).filter((text) => text !== undefined);
    return [...new Set(made)];
  } catch (error) {
    if (error instanceof RegexSyntaxError) return [];
    throw error;
  }
}

function sample(node: RegexNode, taste: Taste): string | undefined {
  return caseOf(SAMPLES, node)(node, taste);
}

const SAMPLES: RegexCases<string | undefined, [Taste]> = {
  empty: () => "",
  anchor: () => "",
  look: () => "",
  keep: () => "",
  fail: () => undefined,
  backreference: () => "",
  call: () => "",
  set: ({ set }) => characterOf(set),
  sequence: ({ items }, taste) => joined(items.map((item) => sample(item, taste))),
  alternation: ({ options }, taste) => {
    const made = options
      .map((option) => sample(option, taste))
      .filter((text) => text !== undefined);
    return taste.isLast ? made.at(-1) : made[0];
  },
  capture: ({ body }, taste) => sample(body, taste),
  atomic: ({ body }, taste) => sample(body, taste),
  repeat: ({ body, min, max }, taste) => {
    const times = Math.max(min, Math.min(max, taste.times));
    const text = times === 0 ? "" : sample(body, taste);
    if (text === undefined || text.length * times > MOST_CHARACTERS) return undefined;
    return text.repeat(times);
  },
  condition: ({ then }, taste) => sample(then, taste),
};

function joined(parts: readonly (string | undefined)[]): string | undefined {
  if (parts.includes(undefined)) return undefined;
  const text = parts.join("");
  return text.length > MOST_CHARACTERS ? undefined : text;
}

const PRINTABLE: readonly number[] = Array.from({ length: 95 }, (_, place) => 32 + place);
const LIKELY: readonly number[] = [
  ...Array.from("a1A0", (char) => char.charCodeAt(0)),
  ...PRINTABLE.filter((code) => /[A-Za-z0-9]/.test(String.fromCharCode(code))),
  ...PRINTABLE,
];

/** A letter or a digit where the set has one, else another printable character, else whatever it begins with. */
function characterOf(set: CharSet): string | undefined {
  const first = set.isNegated ? undefined : set.ranges[0];
  const code = LIKELY.find((candidate) => hasCode(set, candidate)) ?? first;
  return code === undefined ? undefined : String.fromCodePoint(code);
}
