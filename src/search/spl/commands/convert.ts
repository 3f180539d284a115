/**
 * `convert [timeformat=…] <function>(<field>) [AS <name>] …`: texts into numbers, times into texts and back.
 * Ground: Search Reference, «convert». Guess: what cannot be converted stays as it is, `num` apart, which takes it away.
 */
import { formatTime } from "../../eval/values/strftime.ts";
import type { MutableRow } from "../../text/row.ts";
import { compileTimeFormat } from "../../time/time-format.ts";
import { utc } from "../../time/time-zone.ts";
import { isKeyword, readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import {
  countWildcards,
  type FieldPattern,
  fieldPattern,
  fillPattern,
} from "../stage/field-patterns.ts";
import { numberOf } from "../stage/sort-keys.ts";
import {
  allRows,
  type Batch,
  eachRow,
  type SplWorld,
  type Stage,
  withColumns,
} from "../stage/stage.ts";

/** undefined for what it cannot convert. */
type Convert = (text: string) => string | undefined;

interface Conversion {
  readonly name: string;
  readonly field: FieldPattern;
  readonly to: string;
  readonly convert: Convert;
}

const USUAL_FORMAT = "%m/%d/%Y %H:%M:%S";

export function convert(call: CommandCall, world: SplWorld): Stage {
  const conversions = readConversions(call, world);
  const isExempt = (name: string): boolean =>
    conversions.some((conversion) => conversion.name === "none" && conversion.field.test(name));
  const active = conversions.filter(({ name }) => name !== "none");
  const change = (row: MutableRow, skipped: ReadonlySet<string>): MutableRow => {
    for (const conversion of active) {
      for (const name of fieldsOf(row, conversion.field)) {
        const isWildExempt = conversion.field.isWild && isExempt(name);
        if (!isWildExempt && !skipped.has(name)) convertField(row, name, conversion);
      }
    }
    return row;
  };
  const columns: Stage["columns"] = (before) =>
    withColumns(
      before,
      active.filter(({ to }) => countWildcards(to) === 0).map(({ to }) => to),
    );
  const automatic = active.filter(({ name }) => name === "auto");
  if (automatic.length === 0)
    return { columns, run: eachRow(() => (row) => change(row, new Set())) };
  return {
    columns,
    run: allRows((rows) => {
      const skipped = unconvertible(rows, automatic);
      return rows.map((row) => change(row, skipped));
    }),
  };
}

/** A field of which one value is no number is left alone by `auto`. */
function unconvertible(rows: Batch, automatic: readonly Conversion[]): ReadonlySet<string> {
  const skipped = new Set<string>();
  for (const row of rows)
    for (const { field, convert: toNumber } of automatic)
      for (const name of fieldsOf(row, field))
        if ([row[name] ?? []].flat().some((value) => toNumber(value) === undefined))
          skipped.add(name);
  return skipped;
}

function fieldsOf(row: MutableRow, field: FieldPattern): readonly string[] {
  if (!field.isWild) return row[field.text] === undefined ? [] : [field.text];
  const isInternal = field.text.startsWith("_");
  return Object.keys(row).filter((name) => name.startsWith("_") === isInternal && field.test(name));
}

function convertField(row: MutableRow, name: string, conversion: Conversion): void {
  const value = row[name];
  if (value === undefined) return;
  const { convert: change, field, to } = conversion;
  const target = fillPattern(to, field.capture(name) ?? []);
  const values = [value].flat().flatMap((text) => {
    const converted = change(text);
    return converted ?? (conversion.name === "num" ? [] : text);
  });
  const [only] = values;
  if (only !== undefined) row[target] = values.length === 1 ? only : values;
  else if (target === name) delete row[name];
}

function readConversions(call: CommandCall, world: SplWorld): Conversion[] {
  const words = readWords(call);
  const conversions: Conversion[] = [];
  let format = USUAL_FORMAT;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word.key?.toLowerCase() === "timeformat") format = word.text;
    else conversions.push(takeConversion(call, word, words, { format, now: world.now }));
  }
  if (conversions.length === 0)
    throw commandError(call, "Must specify at least one conversion.", {
      hint: "Write | convert ctime(_time) AS when.",
    });
  return conversions;
}

interface Times {
  readonly format: string;
  readonly now: number;
}

/** `function(field) AS name`; takes what belongs to it off `rest`. */
function takeConversion(call: CommandCall, word: Word, rest: Word[], times: Times): Conversion {
  const name = word.text.toLowerCase();
  const make = isKeyword(word, /./) ? CONVERSIONS.get(name) : undefined;
  const [open, field, close] = rest;
  if (make === undefined || open?.text !== "(" || field === undefined || close?.text !== ")")
    throw commandError(call, `The argument '${word.text}' is invalid.`, {
      at: word.start,
      hint: `The functions are ${[...CONVERSIONS.keys()].join(", ")}.`,
    });
  rest.splice(0, 3);
  let to = field.text;
  if (isKeyword(rest[0], /^as$/i)) to = rest.splice(0, 2)[1]?.text ?? to;
  return { name, field: fieldPattern(field.text), to, convert: make(times) };
}

const CONVERSIONS: ReadonlyMap<string, (times: Times) => Convert> = new Map<
  string,
  (times: Times) => Convert
>([
  ["auto", () => automatically],
  [
    "ctime",
    ({ format }) =>
      (text) => {
        const seconds = numberOf(text);
        return seconds === undefined ? undefined : formatTime(seconds, format);
      },
  ],
  ["dur2sec", () => secondsOfDuration],
  ["memk", () => kilobytes],
  [
    "mktime",
    ({ format, now }) => {
      const read = compileTimeFormat(format);
      return (text) => textOf(read?.(text, utc, now));
    },
  ],
  ["mstime", () => secondsOfMinutes],
  ["none", () => () => undefined],
  ["num", () => automatically],
  ["rmcomma", () => withoutCommas],
  ["rmunit", () => withoutUnit],
]);

/** Guess: in this order, the first that can read the whole value. */
function automatically(text: string): string | undefined {
  if (numberOf(text) !== undefined) return text.trim();
  return (
    plainNumber(withoutCommas(text)) ??
    secondsOfDuration(text) ??
    secondsOfMinutes(text) ??
    kilobytes(text)
  );
}

function plainNumber(text: string | undefined): string | undefined {
  return text !== undefined && numberOf(text) !== undefined ? text : undefined;
}

/** `[D+]HH:MM:SS`. */
function secondsOfDuration(text: string): string | undefined {
  const parts = /^(?:(\d+)\+)?(\d+):(\d{1,2}):(\d{1,2})$/.exec(text.trim());
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return String(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
}

/** `[MM:]SS.SSS`. */
function secondsOfMinutes(text: string): string | undefined {
  const [, minutes = "0", seconds] = /^(?:(\d+):)?(\d+(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  return seconds === undefined ? undefined : textOf(Number(minutes) * 60 + Number(seconds));
}

const SIZES: Readonly<Record<string, number>> = { "": 1, k: 1, m: 1024, g: 1_048_576 };

/** A size in kilobytes, megabytes or gigabytes; without a letter in kilobytes. */
function kilobytes(text: string): string | undefined {
  const [, number, letter = ""] = /^(\d+(?:\.\d+)?)([kmg])?$/i.exec(text.trim()) ?? [];
  return number === undefined
    ? undefined
    : textOf(Number(number) * (SIZES[letter.toLowerCase()] ?? 1));
}

function withoutCommas(text: string): string | undefined {
  return text.includes(",") ? text.replaceAll(",", "") : text;
}

/** The number in front. */
function withoutUnit(text: string): string | undefined {
  return /^\s*([-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)/i.exec(text)?.[1];
}

function textOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(Number(number.toPrecision(15)));
}
