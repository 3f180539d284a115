import { expect, it } from "vitest";
import {
  captureWild,
  fitsPieces,
  wildcard,
  wildcardOfAnyCase,
} from "../../../src/text/wildcard.ts";

it.each([
  ["fail*", "failed", true],
  ["*ed", "failed", true],
  ["f*l*d", "failed", true],
  ["f*x*d", "failed", false],
  ["*", "", true],
  ["**", "x", true],
  ["", "", true],
  ["", "x", false],
  ["abc", "abc", true],
  ["abc", "ABC", false],
  ["ab*ba", "aba", false],
  ["ab*ba", "abba", true],
  ["a.c*", "abcd", false],
  ["a*c", "a\nc", true],
])("%s on %j: %s", (pattern, text, fits) => {
  expect(wildcard(pattern)(text)).toBe(fits);
});

it("can leave the case aside", () => {
  expect(wildcardOfAnyCase("FAIL*d")("Failed")).toBe(true);
  expect(wildcardOfAnyCase("FAIL*d")("Fallen")).toBe(false);
});

it("can want a character for each asterisk", () => {
  const fits = (pattern: string, text: string) => fitsPieces(text, pattern.split("*"), 1);
  expect(fits("header_*", "header_1")).toBe(true);
  expect(fits("header_*", "header_")).toBe(false);
  expect(fits("a**", "ab")).toBe(false);
  expect(fits("a**", "abc")).toBe(true);
  expect(fits("a*b*c", "a1bc")).toBe(false);
});

it.each([
  ["a*", "abc", ["bc"]],
  ["*b*", "abcbd", ["abc", "d"]],
  ["*_*_*", "a_b_c_d", ["a_b", "c", "d"]],
  ["abc", "abc", []],
  ["ab*ba", "aba", undefined],
  ["a*x*", "abc", undefined],
])("says what the asterisks of %s stand for in %s", (pattern, text, captured) => {
  expect(captureWild(text, pattern.split("*"))).toEqual(captured);
});

it("agrees with a regular expression on every short text", () => {
  const words = (letters: string, most: number): string[] =>
    most === 0
      ? [""]
      : ["", ...[...letters].flatMap((one) => words(letters, most - 1).map((rest) => one + rest))];
  const texts = [...new Set(words("ab", 5))];
  for (const pattern of new Set(words("ab*", 5))) {
    const regex = new RegExp(`^${pattern.replaceAll("*", "(.*)")}$`);
    const atLeastOne = new RegExp(`^${pattern.replaceAll("*", ".+")}$`);
    const pieces = pattern.split("*");
    for (const text of texts) {
      const label = `${pattern} on ${text}`;
      expect(fitsPieces(text, pieces), label).toBe(regex.test(text));
      expect(fitsPieces(text, pieces, 1), label).toBe(atLeastOne.test(text));
      expect(captureWild(text, pieces), label).toEqual(regex.exec(text)?.slice(1));
    }
  }
});

it("needs no backtracking: a pattern of many asterisks on a text that nearly fits answers at all", () => {
  const text = "a".repeat(20_000);
  const pattern = `${"*a".repeat(60)}*b`;
  expect(wildcard(pattern)(text)).toBe(false);
  expect(wildcard(`${pattern}*`)(text)).toBe(false);
  expect(captureWild(text, `b${pattern}*`.split("*"))).toBeUndefined();
  expect(captureWild(text, `${"*a".repeat(60)}*`.split("*"))).toHaveLength(61);
});
