/** A mask: everything that hides the secrets of a run in texts and in values of any depth. */
import type { Automaton } from "./automaton.ts";
import { automatonOf, findSpans, type Span } from "./find-spans.ts";
import { isOrdinary, soundsSecret } from "./secret-names.ts";

const MARK = "<redacted>";
/** Shorter values are parts of ordinary words. */
const SHORTEST = 4;

export interface KnownSecret {
  readonly value: string;
  /** Of the parameter, variable or field that it came from; empty where it has none. */
  readonly name: string;
}

export interface Mask {
  /** The text with each secret in it replaced. */
  text(text: string): string;
  /** The same of bytes, each a character: a file that may be in any encoding. */
  binary(bytes: string): string;
  /** The same value with all texts in it masked, names too. What holds no secret is not copied. */
  deep<T>(value: T): T;
  /** The names of secrets that are hidden only where a whole value is one. */
  readonly short: readonly string[];
  readonly isEmpty: boolean;
}

/** Makes ready what a mask of these secrets will need at its first text. */
export function prepareMask(secrets: readonly KnownSecret[]): void {
  automatonOf(secrets.filter((secret) => !isShort(secret)).map(({ value }) => value));
}

const MARKED = /<redacted(?: \d+)?>/g;

export function createMask(secrets: Iterable<KnownSecret>): Mask {
  const all = [...secrets].filter(({ value }) => value !== "");
  const short = all.filter(isShort);
  const long = all.filter((secret) => !isShort(secret)).map(({ value }) => value);
  const whole = new WholeValues(short);
  let automaton: Automaton | undefined;
  const masked = (given: string, isBinary: boolean): string => {
    if (long.length === 0 || given.length < SHORTEST) return whole.inText(given);
    automaton ??= automatonOf(long);
    return whole.inText(replaced(given, findSpans({ text: given, isBinary }, automaton)));
  };
  // Whole values are looked for by an expression, and names of fields, hosts and the like come again and again.
  const text = whole.isEmpty
    ? (given: string) => (automaton?.isTooShort(given) === true ? given : masked(given, false))
    : remembered((given) => masked(given, false));
  const isEmpty = all.length === 0;
  return {
    text,
    binary: (bytes) => masked(bytes, true),
    deep: (value) => (isEmpty ? value : (deep(value, "", { text, whole }) as typeof value)),
    short: [...new Set(short.map(({ name }) => name))].filter((name) => name !== ""),
    isEmpty,
  };
}

function isShort({ value }: KnownSecret): boolean {
  return value.length < SHORTEST || isOrdinary(value);
}

const OFTEN = 48;
const MOST_REMEMBERED = 10_000;

function remembered(mask: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > OFTEN) return mask(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const masked = mask(text);
    if (known.size < MOST_REMEMBERED) known.set(text, masked);
    return masked;
  };
}

function replaced(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const marks = text.includes("<redacted") ? [...text.matchAll(MARKED)] : [];
  let result = "";
  let from = 0;
  let next = 0;
  for (const { start, end } of spans) {
    // What is masked already stays as it is.
    while (next < marks.length && endOf(marks[next]) <= start) next += 1;
    if (next < marks.length && (marks[next]?.index ?? 0) < end) continue;
    result += text.slice(from, start) + MARK;
    from = end;
  }
  return result + text.slice(from);
}

function endOf(mark: RegExpMatchArray | undefined): number {
  return (mark?.index ?? 0) + (mark?.[0].length ?? 0);
}

/** Short and ordinary values, which are hidden only where they stand for themselves. */
class WholeValues {
  readonly #values: ReadonlySet<string>;
  readonly #byName: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #ordinary: ReadonlySet<string>;
  readonly #assigned: RegExp | undefined;
  readonly isEmpty: boolean;

  constructor(secrets: readonly KnownSecret[]) {
    this.isEmpty = secrets.length === 0;
    const ordinary = secrets.filter(({ value }) => isOrdinary(value));
    this.#values = new Set(
      secrets.filter(({ value }) => !isOrdinary(value)).map(({ value }) => value),
    );
    this.#ordinary = new Set(ordinary.map(({ value }) => value));
    this.#byName = new Map(
      secrets.map(({ name }) => [
        name,
        new Set(secrets.filter((secret) => secret.name === name).map(({ value }) => value)),
      ]),
    );
    const pairs = secrets.filter(({ name }) => name !== "").map(assignment);
    this.#assigned = pairs.length === 0 ? undefined : new RegExp(pairs.join("|"), "g");
  }

  is(name: string, text: string): boolean {
    if (this.isEmpty) return false;
    if (this.#values.has(text)) return true;
    if (this.#byName.get(name)?.has(text) === true) return true;
    return this.#ordinary.has(text) && soundsSecret(name);
  }

  inText(text: string): string {
    if (this.isEmpty) return text;
    if (this.#values.has(text.trim())) return text.replace(text.trim(), () => MARK);
    const assigned = this.#assigned;
    return assigned === undefined
      ? text
      : text.replace(assigned, (whole, ...groups: (string | undefined)[]) => {
          const at = groups.findIndex((group) => typeof group === "string");
          const [before = "", value = ""] = groups.slice(at, at + 2);
          return before + MARK + whole.slice(before.length + value.length);
        });
  }
}

/** `name=abc`, `"name": "abc"`, `name="name">abc<`. */
function assignment({ name, value }: KnownSecret): string {
  const quote = String.raw`\\*["']?`;
  return String.raw`(${escaped(name)}${quote}(?:\s*[=:]\s*|>)${quote})(${escaped(value)})(?![\w.-])`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

interface Masking {
  readonly text: (text: string) => string;
  readonly whole: WholeValues;
}

function deep(value: unknown, name: string, masking: Masking): unknown {
  if (typeof value === "string") return masking.whole.is(name, value) ? MARK : masking.text(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return deepList(value, name, masking);
  return isRecord(value) ? deepRecord(value, masking) : value;
}

function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  return !(value instanceof Map || value instanceof Set);
}

/** Each value is masked once, and most lists and records are never copied. */
function deepList(items: readonly unknown[], name: string, masking: Masking): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let at = 0; at < items.length; at++) {
    const masked = deep(items[at], name, masking);
    if (copy === undefined && masked !== items[at]) copy = items.slice(0, at);
    copy?.push(masked);
  }
  return copy ?? items;
}

function deepRecord(
  value: Readonly<Record<string, unknown>>,
  masking: Masking,
): Readonly<Record<string, unknown>> {
  let copy: unknown[] | undefined;
  let at = 0;
  // Keys are listed only where there is something to hide: plain data inherits none.
  for (const key in value) {
    const inner = value[key];
    const masked = deep(inner, key, masking);
    if (copy === undefined && (masked !== inner || masking.text(key) !== key))
      copy = Object.values(value).slice(0, at);
    copy?.push(masked);
    at += 1;
  }
  if (copy === undefined) return value;
  const keys = Object.keys(value);
  const [names, values] = [distinctNames(keys, masking.text), copy];
  // A field may be called __proto__, which an assignment would lose.
  return Object.fromEntries(names.map((key, at) => [key, values[at]]));
}

/** Names that only their secrets tell apart get numbers: `<redacted 1>`, `<redacted 2>`. */
export function distinctNames(
  names: readonly string[],
  mask: (text: string) => string,
): readonly string[] {
  const masked = names.map(mask);
  return masked.every((name, at) => name === names[at]) ? names : numbered(masked, names);
}

/** `originals`: what each masked name stands for, where two of the same are one. */
export function numbered(
  masked: readonly string[],
  originals: readonly string[],
): readonly string[] {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const [at, name] of masked.entries()) {
    const original = originals[at] ?? "";
    if (!seen.has(original)) counts.set(name, (counts.get(name) ?? 0) + 1);
    seen.add(original);
  }
  const taken = new Set(masked);
  const numbers = new Map<string, number>();
  const known = new Map<string, string>();
  return masked.map((name, at) => {
    const original = originals[at] ?? "";
    if (name === original || !name.includes(MARK) || (counts.get(name) ?? 0) < 2) return name;
    const before = known.get(original);
    if (before !== undefined) return before;
    let number = numbers.get(name) ?? 0;
    let numbered = name;
    do {
      number += 1;
      numbered = name.replaceAll(MARK, `<redacted ${number}>`);
    } while (taken.has(numbered));
    numbers.set(name, number);
    taken.add(numbered);
    known.set(original, numbered);
    return numbered;
  });
}
