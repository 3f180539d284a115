/** Conditions on texts and on the values of fields. Pure. */
import { compilePcre } from "../../search/regex/regex.ts";
import { differs, shown, valuesText } from "./differs.ts";
import type { TextCheck, TextOrList, ValueCheck } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";

/** A value of a field: a list when it is multivalue, undefined when there is no such field. */
export type FieldValue = string | readonly string[] | undefined;

/** `what` is the name of the text in messages, such as `stderr`. */
export function judgeText(what: string, at: string, text: string, check: TextCheck): Mismatch[] {
  if (typeof check === "string") return mustContain(what, at, text, check);
  const { equals, empty } = check;
  const wrong: Mismatch[] = [];
  if (equals !== undefined && sameLines(text) !== sameLines(equals))
    wrong.push({ at: `${at}.equals`, ...differs(`${what} differs`, shown(equals), shown(text)) });
  if (empty !== undefined && (text === "") !== empty) {
    const message = empty ? `${what} is not empty` : `${what} is empty`;
    wrong.push({ at: `${at}.empty`, message, actual: empty ? shown(text) : undefined });
  }
  return [...wrong, ...judgeParts(what, at, [text], check)];
}

function mustContain(what: string, at: string, text: string, part: string): Mismatch[] {
  if (text.includes(part)) return [];
  const message = text === "" ? `${what} is empty` : `${what} does not contain \`${part}\``;
  return [{ at, message, expected: part, actual: text === "" ? "nothing" : shown(text) }];
}

function sameLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/\n$/, "");
}

export function judgeValue(
  what: string,
  at: string,
  value: FieldValue,
  check: ValueCheck,
): Mismatch[] {
  const values = value === undefined ? [] : [value].flat();
  if (typeof check === "string")
    return isValue(value, check) ? [] : [{ at, ...unequal(what, check, value) }];
  const { exists, equals, contains, matches } = check;
  const wrong = exists === undefined ? [] : judgeExists(what, `${at}.exists`, value, exists);
  if (equals !== undefined && !isEqual(values, equals))
    wrong.push({ at: `${at}.equals`, ...unequal(what, valuesText([equals].flat()), value) });
  if (value === undefined && (contains !== undefined || matches !== undefined))
    return [...wrong, { at, message: `there is no ${what}`, actual: "nothing" }];
  return [...wrong, ...judgeParts(what, at, values, check)];
}

function judgeExists(what: string, at: string, value: FieldValue, wanted: boolean): Mismatch[] {
  if ((value !== undefined) === wanted) return [];
  const message = wanted ? `there is no ${what}` : `there is a ${what}`;
  return [{ at, message, actual: valueText(value) }];
}

/** `true` is any value, `false` no such field; both may also be the value itself. */
function isValue(value: FieldValue, wanted: string): boolean {
  if (wanted === "true" && value !== undefined) return true;
  if (wanted === "false" && value === undefined) return true;
  return value !== undefined && [value].flat().includes(wanted);
}

function isEqual(values: readonly string[], wanted: TextOrList): boolean {
  if (typeof wanted === "string") return values.includes(wanted);
  return wanted.length === values.length && wanted.every((value, place) => value === values[place]);
}

function unequal(
  what: string,
  expected: string,
  value: FieldValue,
): Pick<Mismatch, "message" | "expected" | "actual"> {
  if (value !== undefined) return differs(`${what} differs`, expected, valueText(value));
  return { message: `there is no ${what}`, expected, actual: "nothing" };
}

function valueText(value: FieldValue): string {
  return value === undefined ? "nothing" : shown(valuesText([value].flat()));
}

interface Parts {
  readonly contains?: TextOrList | undefined;
  readonly notContains?: TextOrList | undefined;
  readonly matches?: TextOrList | undefined;
  readonly notMatches?: TextOrList | undefined;
}

function judgeParts(what: string, at: string, texts: readonly string[], check: Parts): Mismatch[] {
  const actual = shown(texts.join(", "));
  const has = (part: string): boolean => texts.some((text) => text.includes(part));
  const fits = (pattern: string): boolean => {
    const regex = compilePcre(pattern);
    return texts.some((text) => regex.test(text));
  };
  const absent = listOf(check.contains).filter((part) => !has(part));
  const present = listOf(check.notContains).filter(has);
  const unmatched = listOf(check.matches).filter((pattern) => !fits(pattern));
  const matched = listOf(check.notMatches).filter(fits);
  const mismatch = (key: keyof Parts, words: string, expected?: string): Mismatch => ({
    at: `${at}.${key}`,
    message: `${what} ${words}`,
    expected,
    actual,
  });
  return [
    ...absent.map((part) => mismatch("contains", `does not contain \`${part}\``, part)),
    ...present.map((part) => mismatch("notContains", `contains \`${part}\``)),
    ...unmatched.map((regex) => mismatch("matches", `does not match \`${regex}\``, `/${regex}/`)),
    ...matched.map((regex) => mismatch("notMatches", `matches \`${regex}\``)),
  ];
}

function listOf(value: TextOrList | undefined): readonly string[] {
  return [value ?? []].flat();
}
