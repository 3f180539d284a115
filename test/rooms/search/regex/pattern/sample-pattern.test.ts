import { expect, it } from "vitest";
import { samplePattern } from "../../../../../src/search/regex/pattern/sample-pattern.ts";
import { compilePcre } from "../../../../../src/search/regex/regex.ts";

it.each([
  "^Q{7}$",
  "^https?://[^/\\s]+(/.*)?$",
  "^[A-Z]{2,5}-\\d+$",
  "^(low|medium|high)$",
  "^\\d{1,3}(?:\\.\\d{1,3}){3}$",
  "^[^a-z]+$",
  "(?i)^yes|no$",
])("makes a text that %s matches", (pattern) => {
  const samples = samplePattern(pattern);
  expect(samples.some((text) => compilePcre(pattern).test(text))).toBe(true);
});

it("makes nothing of a pattern that nobody can read, or that asks for too much", () => {
  expect(samplePattern("(((")).toEqual([]);
  expect(samplePattern("^(?:a{900}){900}$")).toEqual([]);
});
