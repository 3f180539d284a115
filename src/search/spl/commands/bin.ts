/**
 * `bin [span=…|bins=…|minspan=…] [start=…] [end=…] [aligntime=…] <field> [AS <name>]`, also called bucket and discretize.
 * Ground: Search Reference, «bin».
 */
import type { MutableRow } from "../../text/row.ts";
import { parseTime } from "../../time/time-modifier.ts";
import { isKeyword, readArgs, type Word, wholeNumber } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { numberOf } from "../stage/sort-keys.ts";
import { readSpan, startOfSpan, type TimeSpan } from "../stage/spans.ts";
import {
  allRows,
  type Batch,
  eachRow,
  type SplWorld,
  type Stage,
  withColumns,
} from "../stage/stage.ts";

const OPTIONS = ["span", "bins", "minspan", "start", "end", "aligntime"];

/** limits.conf, `[discretize] default_bins` as the Search Reference tells it. */
const USUAL_BINS = 100;

export { bin as bucket };

/** The text of the bin that a number is in. */
type ToBin = (number: number) => string;

export function bin(call: CommandCall, world: SplWorld): Stage {
  const { options, rest } = readArgs(call, OPTIONS);
  const [field, as, name, stray] = rest;
  if (field === undefined) throw commandError(call, "Must specify a field to discretize.");
  const isRenamed = as !== undefined && isKeyword(as, /^as$/i) && name !== undefined;
  if (stray !== undefined || (as !== undefined && !isRenamed))
    throw commandError(call, `Invalid argument: '${(stray ?? as)?.text}'`, { at: as?.start });
  const target = isRenamed ? name.text : field.text;
  const change = (toBin: ToBin) => (row: MutableRow) => put(row, field.text, target, toBin);
  const columns: Stage["columns"] = (before) => withColumns(before, [target]);
  const span = options.get("span");
  if (span !== undefined) {
    const toBin = bySpan(call, field.text, { span, align: options.get("aligntime") }, world);
    return { columns, run: eachRow(() => change(toBin)) };
  }
  const choose = byExtent(call, field.text, options);
  return {
    columns,
    run: allRows((rows) => {
      const toBin = choose(rows);
      return toBin === undefined ? rows : rows.map(change(toBin));
    }),
  };
}

/** What is no number stays as it is. */
function put(row: MutableRow, field: string, target: string, toBin: ToBin): MutableRow {
  const value = row[field];
  if (value === undefined) return row;
  const put = [value].flat().map((text) => {
    const number = numberOf(text);
    return number === undefined ? text : toBin(number);
  });
  const [only = ""] = put;
  row[target] = put.length === 1 ? only : put;
  return row;
}

/** Splunk's other timescales are of the field `_time` alone; of others a span is a number, or one of time too. */
function bySpan(
  call: CommandCall,
  field: string,
  { span, align }: { readonly span: Word; readonly align: Word | undefined },
  world: SplWorld,
): ToBin {
  const log = /^(\d*(?:\.\d+)?)log(\d*(?:\.\d+)?)$/i.exec(span.text);
  if (log !== null) return byLogarithm(call, span, Number(log[1] || 1), Number(log[2] || 10));
  const number = numberOf(span.text);
  if (number !== undefined && number > 0) {
    // A bare number is of seconds where the field is a time.
    const seconds = { count: number, unit: "s", seconds: number, snap: undefined };
    return field === "_time" ? ofTime(seconds, originOf(call, align, world)) : ranges(number);
  }
  const time = readSpan(span.text);
  if (time === undefined)
    throw commandError(call, `The value for option span (${span.text}) is invalid.`, {
      at: span.start,
      hint: "Write a number, a time such as 5m, or a logarithm such as 2log10.",
    });
  return ofTime(time, originOf(call, align, world));
}

function ofTime(span: TimeSpan, origin: number): ToBin {
  return (time) => numberToText(startOfSpan(time, span, origin));
}

/** `earliest`, `latest`, or a time. */
function originOf(call: CommandCall, align: Word | undefined, world: SplWorld): number {
  if (align === undefined) return 0;
  const word = align.text.toLowerCase();
  if (word === "earliest") return world.earliest ?? 0;
  if (word === "latest") return world.latest ?? world.now;
  const time = parseTime(align.text, { now: world.now });
  if (time !== undefined) return time;
  throw commandError(call, `Invalid value '${align.text}' for option 'aligntime'.`, {
    at: align.start,
    hint: "Write earliest, latest, or a time.",
  });
}

/** `2log10`: bins begin at 2, 20, 200 …; the coefficient is at least 1 and less than the base. */
function byLogarithm(call: CommandCall, span: Word, coefficient: number, base: number): ToBin {
  if (!(base > 1) || !(coefficient >= 1) || !(coefficient < base))
    throw commandError(call, `The value for option span (${span.text}) is invalid.`, {
      at: span.start,
      hint: "The base is greater than 1. The coefficient is at least 1 and less than the base.",
    });
  const bound = (power: number): string => numberToText(coefficient * base ** power);
  return (number) => {
    // Guess: what has no logarithm is in a bin that ends at zero.
    if (number <= 0) return "0";
    const power = Math.floor(Math.log(number / coefficient) / Math.log(base) + 1e-9);
    return `${bound(power)}-${bound(power + 1)}`;
  };
}

function ranges(size: number): ToBin {
  return (number) => {
    const start = Math.floor(number / size + 1e-9) * size;
    return `${numberToText(start)}-${numberToText(start + size)}`;
  };
}

/** For as many bins as there may be: how large they have to be shows when all values are there. */
function byExtent(
  call: CommandCall,
  field: string,
  options: ReadonlyMap<string, Word>,
): (rows: Batch) => ToBin | undefined {
  const most = wholeNumber(call, options.get("bins"), USUAL_BINS);
  if (most < 2)
    throw commandError(call, "The value for option bins is invalid. It must be >= 2.", {
      at: options.get("bins")?.start,
    });
  const asked = options.get("minspan");
  const least = asked && (numberOf(asked.text) ?? readSpan(asked.text)?.seconds ?? 0);
  const bounds = ["start", "end"].flatMap((name) => numberOf(options.get(name)?.text ?? "") ?? []);
  return (rows) => {
    let [from, to] = [Infinity, -Infinity];
    const numbers = rows.flatMap((row) => [row[field] ?? []].flat()).map(numberOf);
    for (const number of [...bounds, ...numbers]) {
      if (number === undefined) continue;
      from = Math.min(from, number);
      to = Math.max(to, number);
    }
    if (from > to) return undefined;
    const isTime = field === "_time";
    const enough = (size: number): boolean =>
      size >= (least ?? 0) && Math.floor(to / size) - Math.floor(from / size) + 1 <= most;
    if (!isTime) return ranges(sizeOf(from, to, enough));
    const time = TIMES.map(readSpan).find((span) => span !== undefined && enough(span.seconds));
    return ofTime(time ?? { count: 1, unit: "y", seconds: 31_536_000, snap: undefined }, 0);
  };
}

/** Guess: the steps that timechart's axes have. */
const TIMES = "1s 5s 10s 30s 1m 5m 10m 30m 1h 4h 12h 1d 1w 1mon 3mon 1y".split(" ");

/** Guess: sizes are powers of ten. */
function sizeOf(from: number, to: number, enough: (size: number) => boolean): number {
  const extent = Math.max(Math.abs(to - from), 1e-9);
  let size = 10 ** Math.floor(Math.log10(extent) - 3);
  while (!enough(size) && size < 1e300) size *= 10;
  return size;
}

function numberToText(number: number): string {
  return String(Number(number.toPrecision(15)));
}
