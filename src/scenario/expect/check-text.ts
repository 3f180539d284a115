/** Conditions on texts, values and counts. Pure. */
import { compilePcre } from "../../search/regex/regex.ts";
import type { Count, TextCheck, TextOrList, ValueCheck } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";

/** A long text is shown by its end: that is where scripts say what went wrong. */
const SHOWN = 400;

/** `what` is how a person would call it: `stderr`, `field status`. */
export function checkText(what: string, at: string, text: string, check: TextCheck): Mismatch[] {
  if (typeof check === "string") return mustContain(what, at, text, check);
  const found: Mismatch[] = [];
  if (check.equals !== undefined && sameLines(text) !== sameLines(check.equals)) {
    found.push({
      at: `${at}.equals`,
      message: `${what} is another text`,
      expected: shown(check.equals),
      actual: shown(text),
    });
  }
  if (check.empty !== undefined && (text === "") !== check.empty) {
    found.push({
      at: `${at}.empty`,
      message: check.empty ? `${what} is not empty` : `${what} is empty`,
      ...(check.empty ? { actual: shown(text) } : {}),
    });
  }
  return [...found, ...checkParts(what, at, [text], check)];
}

/** `undefined`: there is no such value. A multivalue field is a list. */
export function checkValue(
  what: string,
  at: string,
  value: string | readonly string[] | undefined,
  check: ValueCheck,
): Mismatch[] {
  const values = value === undefined ? [] : [value].flat();
  const actual = value === undefined ? "nothing" : shown(values.join(", "));
  if (typeof check === "string") {
    const isThere = check === "true" && value !== undefined;
    const isGone = check === "false" && value === undefined;
    return isThere || isGone || values.includes(check)
      ? []
      : [{ at, message: differs(what, value), expected: check, actual }];
  }
  const found: Mismatch[] = [];
  if (check.exists !== undefined && (value !== undefined) !== check.exists) {
    found.push({
      at: `${at}.exists`,
      message: check.exists ? `there is no ${what}` : `there is a ${what}`,
      actual,
    });
  }
  if (check.equals !== undefined) {
    const wanted = [check.equals].flat();
    const isEqual =
      value !== undefined &&
      (Array.isArray(check.equals)
        ? wanted.length === values.length && wanted.every((one, place) => one === values[place])
        : values.includes(check.equals as string));
    if (!isEqual)
      found.push({
        at: `${at}.equals`,
        message: differs(what, value),
        expected: wanted.join(", "),
        actual,
      });
  }
  const needsOne = check.contains !== undefined || check.matches !== undefined;
  if (value === undefined && needsOne)
    return [...found, { at, message: `there is no ${what}`, actual }];
  return [...found, ...checkParts(what, at, values, check)];
}

interface Parts {
  readonly contains?: TextOrList | undefined;
  readonly notContains?: TextOrList | undefined;
  readonly matches?: TextOrList | undefined;
  readonly notMatches?: TextOrList | undefined;
}

function checkParts(what: string, at: string, texts: readonly string[], check: Parts): Mismatch[] {
  const actual = shown(texts.join(", "));
  const list = (wanted: TextOrList | undefined): readonly string[] => [wanted ?? []].flat();
  const has = (part: string): boolean => texts.some((text) => text.includes(part));
  const fits = (pattern: string): boolean => {
    const regex = compilePcre(pattern);
    return texts.some((text) => regex.test(text));
  };
  return [
    ...list(check.contains)
      .filter((part) => !has(part))
      .map((part) => ({
        at: `${at}.contains`,
        message: `${what} does not contain \`${part}\``,
        expected: part,
        actual,
      })),
    ...list(check.notContains)
      .filter(has)
      .map((part) => ({
        at: `${at}.notContains`,
        message: `${what} contains \`${part}\``,
        actual,
      })),
    ...list(check.matches)
      .filter((pattern) => !fits(pattern))
      .map((pattern) => ({
        at: `${at}.matches`,
        message: `${what} does not match \`${pattern}\``,
        expected: `/${pattern}/`,
        actual,
      })),
    ...list(check.notMatches)
      .filter(fits)
      .map((pattern) => ({
        at: `${at}.notMatches`,
        message: `${what} matches \`${pattern}\``,
        actual,
      })),
  ];
}

export function checkCount(what: string, at: string, count: number, wanted: Count): Mismatch[] {
  const bounds = typeof wanted === "number" ? { min: wanted, max: wanted } : wanted;
  const { min = 0, max = Number.POSITIVE_INFINITY } = bounds;
  if (count >= min && count <= max) return [];
  return [{ at, message: what, expected: countText(min, max), actual: String(count) }];
}

function countText(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function mustContain(what: string, at: string, text: string, part: string): Mismatch[] {
  if (text.includes(part)) return [];
  const message = text === "" ? `${what} is empty` : `${what} does not contain \`${part}\``;
  return [{ at, message, expected: part, actual: text === "" ? "nothing" : shown(text) }];
}

function differs(what: string, value: unknown): string {
  return value === undefined ? `there is no ${what}` : `${what} is another`;
}

function sameLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/\n$/, "");
}

export function shown(text: string): string {
  const one = text.replace(/\n+$/, "");
  return one.length > SHOWN ? `… ${one.slice(-SHOWN)}` : one;
}
