// Ground of the values: savedsearches.conf.spec, `alert.suppress`, `alert.suppress.fields`, `alert.suppress.period`.
import { expect, it } from "vitest";
import { suppressionOf } from "../../../../src/invocation/trigger/suppression.ts";

const of = (settings: Record<string, string>) =>
  suppressionOf(new Map(Object.entries(settings).map(([key, value]) => [key, { value }] as const)));
const rows = [
  { user: "a", host: "x" },
  { user: "b", host: "x" },
  { user: "a", host: "y" },
  { user: ["a", "b"], host: "x" },
  { host: "x" },
  { user: "", host: "z" },
];

it.each([
  ["user", [false, false, true, false, false, true]],
  ["user,host", [false, false, false, false, false, false]],
  [" host , nothing", [false, true, false, true, true, false]],
  ["", [false, true, true, true, true, true]],
])("keeps a row back that is like one before in %j", (fields, expected) => {
  const isSuppressed = of({
    "alert.suppress": "true",
    "alert.suppress.period": "1h",
    "alert.suppress.fields": fields,
  });
  expect(rows.map((row) => isSuppressed?.(row))).toEqual(expected);
});

it.each([
  {},
  { "alert.suppress": "0", "alert.suppress.period": "1h", "alert.suppress.fields": "user" },
  { "alert.suppress": "1", "alert.suppress.fields": "user" },
  { "alert.suppress": "1", "alert.suppress.period": "0s" },
])("keeps nothing back: %j", (settings) => {
  expect(of(settings)).toBeUndefined();
});
