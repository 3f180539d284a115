import { expect, it } from "vitest";
import { lineOfMistake } from "../../../src/text/line-of-mistake.ts";

it.each([
  ["a comma too many", '{\n "a": 1,,\n "b": 2\n}', 1],
  ["a comma before the end", '{\n "a": 1,\n "b": 2,\n}', 2],
  ["no comma", '{\n "a": 1\n "b": 2\n}', 1],
  ["a word without quotes", '{\n "a": 1,\n\n "b": yes,\n "c": 3\n}', 3],
  ["a list with a hole", '{\n "a": [1,\n 2,, 3],\n "b": 2\n}', 2],
  ["no end", '{\n "a": 1,\n "b": [2]\n\n', 2],
  ["a text that is not closed", '{\n "a": "x,\n "b": 1\n}', 1],
  ["one line", '{"a": 1,}', 0],
  ["no mistake", '{\n "a": 1\n}', 0],
])("finds %s", (_, text, line) => {
  expect(lineOfMistake(text)).toBe(line);
});
