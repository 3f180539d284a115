// Steps through text by whole characters, and the places an anchor stands for.
import { hasCode } from "../pattern/char-set.ts";
import type { Anchor } from "../pattern/regex-tree.ts";
import { ANCHOR_CODES } from "./regex-operations.ts";
import type { SetTest } from "./regex-program.ts";

/** Code units the character at `at` takes if it is in the set, else 0. */
export function widthIn(test: SetTest, text: string, at: number): number {
  if (at >= text.length) return 0;
  const unit = text.charCodeAt(at);
  if (unit < 256) return test.low[unit] ?? 0;
  if (unit < 0xd800 || unit > 0xdbff) return hasCode(test.set, unit) ? 1 : 0;
  const code = text.codePointAt(at) ?? unit;
  if (!hasCode(test.set, code)) return 0;
  return code > 0xffff ? 2 : 1;
}

/** Where up to `max` characters of the set end, -1 when there are fewer than `min`. */
export function takeSet(test: SetTest, text: string, at: number, min: number, max: number): number {
  const { low } = test;
  let end = at;
  let count = 0;
  while (count < max && end < text.length) {
    const unit = text.charCodeAt(end);
    const width = unit < 256 ? (low[unit] ?? 0) : widthIn(test, text, end);
    if (width === 0) break;
    end += width;
    count++;
  }
  return count < min ? -1 : end;
}

/** Start of the character before `at`. */
export function before(text: string, at: number): number {
  return isInsidePair(text, at - 1) ? at - 2 : at - 1;
}

/** The place `count` characters before `at`, -1 when the text begins sooner. */
export function stepBack(text: string, at: number, count: number): number {
  let place = at;
  for (let left = count; left > 0; left--) {
    if (place <= 0) return -1;
    place = before(text, place);
  }
  return place;
}

/** Whether `at` would cut a surrogate pair in two. */
export function isInsidePair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  if (unit < 0xdc00 || unit > 0xdfff) return false;
  const previous = text.charCodeAt(at - 1);
  return previous >= 0xd800 && previous <= 0xdbff;
}

export function holdsAt(anchor: number, text: string, at: number, searchStart: number): boolean {
  return HOLDS[anchor]?.(text, at, searchStart) === true;
}

const TESTS: Readonly<Record<Anchor, (text: string, at: number, searchStart: number) => boolean>> =
  {
    start: (_text, at) => at === 0,
    end: (text, at) => at === text.length,
    "end-or-newline": (text, at) =>
      at === text.length || (at === text.length - 1 && text[at] === "\n"),
    // Not behind a newline that ends the text (pcrepattern(3), «Circumflex and dollar»).
    "line-start": (text, at) => at === 0 || (at < text.length && text[at - 1] === "\n"),
    "line-end": (text, at) => at === text.length || text[at] === "\n",
    "word-boundary": (text, at) => isWordAt(text, at - 1) !== isWordAt(text, at),
    "no-word-boundary": (text, at) => isWordAt(text, at - 1) === isWordAt(text, at),
    "search-start": (_text, at, searchStart) => at === searchStart,
  };

const HOLDS = ANCHOR_CODES.map((anchor) => TESTS[anchor]);

function isWordAt(text: string, at: number): boolean {
  const unit = at < 0 || at >= text.length ? 0 : text.charCodeAt(at);
  if (unit > 122) return false;
  return unit >= 97 || (unit >= 65 && unit <= 90) || unit === 95 || (unit >= 48 && unit <= 57);
}
