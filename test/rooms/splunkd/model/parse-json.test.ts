import { expect, it } from "vitest";
import { parseJson } from "../../../../src/splunkd/model/parse-json.ts";

it("reads JSON of any length, brackets in its texts too", () => {
  const value = {
    text: `${"[{".repeat(100_000)}\\"`,
    list: Array.from({ length: 5000 }, () => [{}]),
  };
  expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(value);
});

it("refuses what is nested without end", () => {
  expect(() => parseJson(Buffer.from("[".repeat(50_000_000)))).toThrow(SyntaxError);
  expect(() => parseJson(Buffer.from('{"a":'))).toThrow(SyntaxError);
});
