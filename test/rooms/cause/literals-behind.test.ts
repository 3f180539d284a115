import { expect, it } from "vitest";
import { literalsBehind } from "../../../src/cause/literals-behind.ts";

const behind = (source: string): string[] => {
  const lines = source.trim().split("\n");
  return literalsBehind(lines, lines.length);
};

it.each([
  ["the line itself", 'x = int(config.get("severity"))', ["severity"]],
  ["an assignment", 'row = payload.get("result")\nnames = list(row.keys())', ["result"]],
  ["a loop", 'for row in payload["rows"]:\n    use(row)', ["rows"]],
  ["a with statement", "with open('a.csv') as handle:\n    read(handle)", ["a.csv"]],
  ["two steps", 'c = p["configuration"]\nv = c["zone"]\nint(v)', ["zone", "configuration"]],
])("follows %s", (_, source, literals) => {
  expect(behind(source)).toEqual(literals);
});

it("takes the nearest assignment of a name alone", () => {
  expect(behind('x = a["old"]\nx = a["new"]\nuse(x)')).toEqual(["new"]);
});

it("ends with assignments that name each other", () => {
  expect(behind('b = a["one"]\na = b["two"]\nuse(a)')).toEqual(["two", "one"]);
});

it("leaves out a line that was made to keep patterns busy", () => {
  const long = `x = "${'\\"'.repeat(500_000)}`;
  expect(behind(`${long}\nuse(x, "near")`)).toEqual(["near"]);
  expect(behind(long)).toEqual([]);
});
