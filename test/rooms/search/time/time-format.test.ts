import { expect, it } from "vitest";
import { compileTimeFormat } from "../../../../src/search/time/time-format.ts";
import { findTime } from "../../../../src/events/index/find-time.ts";
import { utc } from "../../../../src/search/time/time-zone.ts";

const NOW = Date.UTC(2024, 4, 1, 12) / 1000;
const epoch = (iso: string): number => Date.parse(iso) / 1000;

it.each([
  ["%s", "1714560000 x", 1_714_560_000],
  ["%s.%3N", "1714560000.123", 1_714_560_000.123],
  ["%Y-%m-%dT%H:%M:%S.%3N%:z", "2024-05-01T10:00:00.250+02:00", epoch("2024-05-01T08:00:00.250Z")],
  ["%Y-%m-%d %H:%M:%S,%3N %z", "2024-05-01 10:00:00,250 -0100", epoch("2024-05-01T11:00:00.250Z")],
  ["%F %T", "2024-05-01 10:00:00", epoch("2024-05-01T10:00:00Z")],
  ["%d/%b/%Y:%H:%M:%S %z", "01/May/2024:10:00:00 +0000", epoch("2024-05-01T10:00:00Z")],
  ["%b %d %H:%M:%S", "Apr  3 10:00:00", epoch("2024-04-03T10:00:00Z")],
  ["%b %d %H:%M:%S", "Dec 31 10:00:00", epoch("2023-12-31T10:00:00Z")],
  ["%m/%d/%y %I:%M:%S %p", "05/01/24 10:00:00 PM", epoch("2024-05-01T22:00:00Z")],
  ["%Y-%j", "2024-122", epoch("2024-05-01T00:00:00Z")],
  ["%A, %d %B %Y %H:%M %Z", "Wednesday, 01 May 2024 10:00 EST", epoch("2024-05-01T15:00:00Z")],
  ["%% %F", "% 2024-01-01", epoch("2024-01-01T00:00:00Z")],
  ["[%F]", "[2024-01-01]", epoch("2024-01-01T00:00:00Z")],
])("reads %s off %s", (format, text, time) => {
  expect(compileTimeFormat(format)?.(text, utc, NOW)).toBeCloseTo(time, 6);
});

it("reads nothing that does not fit, and refuses a format it does not know", () => {
  expect(compileTimeFormat("%Y-%m-%d")?.("May 1", utc, NOW)).toBeUndefined();
  expect(compileTimeFormat("%Y-%m-%d")?.("2024-13-01", utc, NOW)).toBeUndefined();
  expect(compileTimeFormat("%Y %é")).toBeUndefined();
});

it.each([
  ["2024-05-01T10:00:00.123456Z", epoch("2024-05-01T10:00:00.123Z")],
  ["2024/05/01 10:00:00", epoch("2024-05-01T10:00:00Z")],
  ["05/01/2024 10:00:00 AM", epoch("2024-05-01T10:00:00Z")],
  ["Wed May  1 10:00:00 2024", epoch("2024-05-01T10:00:00Z")],
  ["01 May 2024 10:00:00 +0200", epoch("2024-05-01T08:00:00Z")],
  ["1714560000123", 1_714_560_000.123],
  ["id=12345678901 no time", undefined],
  ["version 1.2.3", undefined],
])("finds a time in %s by itself", (text, time) => {
  const found = findTime(text, utc, NOW);
  if (time === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(time, 2);
});
