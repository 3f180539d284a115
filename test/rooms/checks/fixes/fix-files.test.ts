import { expect, it } from "vitest";
import type { FileEdit, Finding } from "../../../../src/checks/rule/finding.ts";
import { fixFiles } from "../../../../src/checks/fixes/fix-files.ts";

const withFix = (...fix: FileEdit[]): Finding => ({
  id: "AR900",
  name: "made-up",
  severity: "error",
  message: "m",
  where: { file: "a.conf" },
  hint: "h",
  fix,
});
const fixed = (text: string | undefined, ...edits: Omit<FileEdit, "file">[]): string[] =>
  fixFiles([withFix(...edits.map((edit) => ({ file: "a.conf", ...edit })))], () =>
    text === undefined ? undefined : Buffer.from(text, "latin1"),
  ).map(({ after }) => after.toString("latin1"));

it("replaces, removes, inserts and appends whole lines, and keeps the rest byte for byte", () => {
  const text = "# \xff\r\na = 1\nb = 2\nc = 3";
  expect(
    fixed(
      text,
      { from: 2, to: 3, text: "a = 9\n" },
      { from: 3, to: 4, text: "" },
      { from: 4, to: 4, text: "d = 4\n" },
      { from: "end", to: "end", text: "[é]\n" },
      { from: "end", to: "end", text: "e = 5\n" },
    ),
  ).toEqual(["# \xff\r\na = 9\nd = 4\nc = 3\n[\xc3\xa9]\ne = 5\n"]);
});

it("makes a file that is missing, and leaves one that is as it should be", () => {
  expect(fixed(undefined, { from: 1, to: "end", text: "x\n" })).toEqual(["x\n"]);
  expect(fixed("x\n", { from: 1, to: "end", text: "x\n" })).toEqual([]);
});

it("makes the same edit once, and of two to the same line the first", () => {
  const end = { from: "end", to: "end", text: "x\n" } as const;
  expect(fixed("a\n", end, end)).toEqual(["a\nx\n"]);
  expect(fixed("a\n", { from: 1, to: 2, text: "b\n" }, { from: 1, to: 2, text: "c\n" })).toEqual([
    "b\n",
  ]);
});
