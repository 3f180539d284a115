import { expect, it } from "vitest";
import { allows } from "../../../../src/splunkd/handlers/capability-expression.ts";

const HELD = new Set(["a", "b"]);

it.each([
  ["a", true],
  ["c", false],
  ["c or a", true],
  ["a and c", false],
  ["(c or a) and b", true],
  ["c or a and b", true],
  ["a AND (c OR b)", true],
])("reads an expression of restmap.conf: %s", (expression, expected) => {
  expect(allows(expression, HELD)).toBe(expected);
});

it.each(["", "(a", "a b", "a or", ")", "and"])(
  "lets nobody pass one it cannot read: %j",
  (text) => {
    expect(allows(text, HELD)).toBe(false);
  },
);
