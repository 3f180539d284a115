// Ground: Search Reference, «Date and Time functions», «Date and time format variables».
import { parseTime } from "../../time/time-modifier.ts";
import { compileTimeFormat, type TimeReader } from "../../time/time-format.ts";
import { offsetAt, readZone, utc } from "../../time/time-zone.ts";
import { plain, type EvalFunction } from "../eval-function.ts";
import type { EvalScope } from "../eval-scope.ts";
import { type Inner, Rounded, toNumber, toText } from "../values/eval-value.ts";
import { formatTime } from "../values/strftime.ts";

export const timeFunctions: readonly EvalFunction[] = [
  plain("now()", (_args, scope) => Math.floor(scope.clock())),
  plain("relative_time(<time>, <specifier>)", ([time = null, specifier = null], scope) => {
    const now = toNumber(time);
    const text = toText(specifier);
    if (now === undefined || text === undefined) return null;
    return withMicroseconds(shift(now, text, scope.timeZone));
  }),
  plain(
    "strftime(<time>, <format>)",
    ([time = null, format = null], scope) => {
      const seconds = toNumber(time);
      const text = toText(format);
      if (seconds === undefined || text === undefined) return null;
      return formatTime(seconds, text, scope.timeZone) ?? null;
    },
    { isText: true },
  ),
  plain("strptime(<str>, <format>)", ([value = null, format = null], scope) => {
    const text = toText(value);
    const pattern = toText(format);
    if (text === undefined || pattern === undefined) return null;
    return withMicroseconds(readerOf(pattern)?.(text, zoneOf(scope), scope.clock()) ?? null);
  }),
  plain("time()", (_args, scope) => scope.clock()),
];

/**
 * A time that is made of text has six decimals, whole seconds too, so a script that reads it with int() fails. Ground:
 * answers of users show `1671126322.000000` for strptime(). Guess: relative_time() has them as well.
 */
function withMicroseconds(seconds: number | null): Inner {
  return seconds === null ? null : new Rounded(seconds, 6);
}

function shift(now: number, specifier: string, timeZone: string | undefined): number | null {
  const before = offsetAt(now, timeZone);
  const moved = parseTime(specifier, { now, utcOffsetMinutes: before / 60 });
  if (moved === undefined) return null;
  // Days and longer keep the time on the wall, also across a change of clocks; hours do not.
  const keepsWall = /@|[dwqy]|mon/.test(specifier);
  const after = keepsWall ? offsetAt(moved, timeZone) : before;
  return moved + before - after;
}

const readers = new Map<string, TimeReader | undefined>();

function readerOf(format: string): TimeReader | undefined {
  if (!readers.has(format)) {
    if (readers.size > 200) readers.clear();
    readers.set(format, compileTimeFormat(format));
  }
  return readers.get(format);
}

function zoneOf(scope: EvalScope): typeof utc {
  return scope.timeZone === undefined ? utc : (readZone(scope.timeZone) ?? utc);
}
