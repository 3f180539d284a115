// TIME_FORMAT: a strptime-like pattern read off the beginning of a text.
// Ground: Getting Data In, «Configure timestamp recognition», «Enhanced strptime() support».
import { fullYear, monthNumber, readCivil, type CivilTime, type ReadTime } from "./civil-time.ts";
import type { ZoneOffset } from "./time-zone.ts";

/** Epoch seconds of a text that begins with a time of this format, else undefined. */
export type TimeReader = (text: string, zone: ZoneOffset, now: number) => number | undefined;

/** A time at the beginning of a text. */
export interface TimeAtStart extends ReadTime {
  /** Characters. */
  readonly length: number;
  /** Whether the text names the zone. */
  readonly hasZone: boolean;
}

interface Part {
  readonly pattern: string;
  readonly set?: (parts: CivilTime & { epoch?: number }, text: string) => void;
}

type Setters = NonNullable<Part["set"]>[];

const NAME = "[A-Za-z]{3,12}";
const PARTS: Readonly<Record<string, Part>> = {
  Y: { pattern: "\\d{4}", set: (parts, text) => (parts.year = Number(text)) },
  y: { pattern: "\\d{2}", set: (parts, text) => (parts.year = fullYear(text)) },
  m: { pattern: "\\d{1,2}", set: (parts, text) => (parts.month = Number(text)) },
  d: { pattern: " ?\\d{1,2}", set: (parts, text) => (parts.day = Number(text)) },
  j: { pattern: "\\d{1,3}", set: (parts, text) => (parts.dayOfYear = Number(text)) },
  b: { pattern: NAME, set: (parts, text) => (parts.month = monthNumber(text) ?? 0) },
  a: { pattern: NAME },
  H: { pattern: " ?\\d{1,2}", set: (parts, text) => (parts.hour = Number(text)) },
  M: { pattern: "\\d{1,2}", set: (parts, text) => (parts.minute = Number(text)) },
  S: { pattern: "\\d{1,2}", set: (parts, text) => (parts.second = Number(text)) },
  p: {
    pattern: "[AaPp]\\.?[Mm]\\.?",
    set: (parts, text) => (parts.isAfternoon = /^p/i.test(text)),
  },
  s: { pattern: "\\d{1,12}", set: (parts, text) => (parts.epoch = Number(text)) },
  z: { pattern: "Z|[+-]\\d\\d(?::?\\d\\d){0,2}|[A-Z]{3,5}", set: setZone },
  Z: { pattern: "[A-Za-z]{1,5}(?:[+-]\\d{1,2}(?::?\\d\\d)?)?|[+-]\\d\\d:?\\d\\d", set: setZone },
  n: { pattern: "\\s+" },
};
const SAME: Readonly<Record<string, string>> = {
  e: "d",
  h: "b",
  B: "b",
  A: "a",
  I: "H",
  k: "H",
  l: "H",
  t: "n",
  P: "p",
};
const MADE_OF: Readonly<Record<string, string>> = {
  T: "%H:%M:%S",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  R: "%H:%M",
  r: "%I:%M:%S %p",
  c: "%a %b %e %H:%M:%S %Y",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
  "+": "%a %b %e %H:%M:%S %Z %Y",
};
const DIRECTIVE = /%(?:%|(\d)?([NQqf])|:{0,2}([A-Za-z+]))|\s+|[^]/g;

function setZone(parts: CivilTime, text: string): void {
  parts.zone = text;
}

/** Undefined for a format that cannot be understood. */
export function compileTimeFormat(format: string): TimeReader | undefined {
  const read = compileTimeAtStart(format);
  return read && ((text, zone, now) => read(text, zone, now)?.time);
}

/** Undefined for a format that cannot be understood. */
export function compileTimeAtStart(
  format: string,
): ((text: string, zone: ZoneOffset, now: number) => TimeAtStart | undefined) | undefined {
  const setters: Setters = [];
  const source = sourceOf(format, setters);
  if (source === undefined) return undefined;
  const regex = new RegExp(`^${source}`);
  return (text, zone, now) => {
    const match = regex.exec(text);
    if (match === null) return undefined;
    const parts: CivilTime & { epoch?: number } = {};
    for (const [number, set] of setters.entries()) set(parts, match[number + 1] ?? "");
    const { epoch } = parts;
    const read =
      epoch === undefined
        ? readCivil(parts, zone, now)
        : { time: epoch + (parts.fraction ?? 0), offset: zone(epoch) };
    return read && { ...read, length: match[0].length, hasZone: parts.zone !== undefined };
  };
}

function sourceOf(format: string, setters: Setters): string | undefined {
  let source = "";
  for (const [whole, digits, sub, letter] of format.matchAll(DIRECTIVE)) {
    const made = sub === undefined ? piece(whole, letter, setters) : fraction(sub, digits, setters);
    if (made === undefined) return undefined;
    source += made;
  }
  return source;
}

/** What is no part of a second. */
function piece(whole: string, letter: string | undefined, setters: Setters): string | undefined {
  if (letter !== undefined) {
    const inner = MADE_OF[letter];
    return inner === undefined ? part(letter, setters) : sourceOf(inner, setters);
  }
  if (whole === "%%") return "%";
  if (whole === "%") return undefined;
  return /^\s/.test(whole) ? "\\s*" : whole.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}

function part(letter: string, setters: Setters): string | undefined {
  const name = SAME[letter] ?? letter;
  if (!Object.hasOwn(PARTS, name)) return undefined;
  const timePart = PARTS[name];
  if (timePart === undefined) return undefined;
  if (timePart.set === undefined) return `(?:${timePart.pattern})`;
  setters.push(timePart.set);
  return `(${timePart.pattern})`;
}

/** `%3N`, `%Q`: so many digits, or as many as there are. */
function fraction(sub: string, digits: string | undefined, setters: Setters): string {
  setters.push((parts, text) => (parts.fraction = Number(`0.${text}`)));
  const most = Number(digits ?? (sub === "Q" || sub === "q" ? 3 : 0));
  return most === 0 ? "(\\d{1,9})" : `(\\d{1,${most}})`;
}
