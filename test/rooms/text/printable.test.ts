import { expect, it } from "vitest";
import { jsonText } from "../../../src/text/json-text.ts";
import { printable, printableBlock, printableLines } from "../../../src/text/printable.ts";

const ODD = "a\u001b[2J\u009b31m\u202eb\r\nc\td\u2028e\ud800";

it("tells a name in one line, and nothing in it can act", () => {
  expect(printable(ODD)).toBe(String.raw`a\x1b[2J\x9b31m\u202eb\r\nc\td\u2028e` + "\ufffd");
});

it("keeps the lines and tabs of a block, and indents them", () => {
  expect(printableLines(ODD)).toEqual([
    String.raw`a\x1b[2J\x9b31m\u202eb`,
    "c\td" + String.raw`\u2028e` + "\ufffd",
  ]);
  expect(printableBlock("a\nb\rc", "  ")).toBe("a\n  b\\rc");
});

it.each([
  ["::error file=x::boom", String.raw`\x3a:error file=x::boom`],
  ["  \t::set-output name=x::y", String.raw`  \t\x3a:set-output name=x::y`],
  ["##[error]boom", String.raw`\x23#[error]boom`],
  ["x ##vso[task.setvariable variable=a]b", String.raw`x \x23#vso[task.setvariable variable=a]b`],
  ["##teamcity[testFailed name='a']", String.raw`\x23#teamcity[testFailed name='a']`],
  ["std::vector<int>::size ::1 a::b", "std::vector<int>::size ::1 a::b"],
  ["## Heading", "## Heading"],
])("lets no build service take %j for a command", (text, shown) => {
  expect(printable(text)).toBe(shown);
  const [line = ""] = printableLines(text);
  expect(line).toBe(shown.replace(String.raw`\t`, "\t"));
});

it("writes JSON that is exact, and harmless where it is printed", () => {
  const text = jsonText({ [ODD]: ODD });
  expect(JSON.parse(text)).toEqual({ [ODD]: ODD });
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2028]/);
});
