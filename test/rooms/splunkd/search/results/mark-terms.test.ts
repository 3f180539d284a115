import { expect, it } from "vitest";
import { markTerms } from "../../../../../src/splunkd/search/results/mark-terms.ts";

it.each([
  [["get"], "GET /forget?get=1", "<sg h='1'>GET</sg> /forget?<sg h='1'>get</sg>=1"],
  [["fail*", "bob"], "login failed for bob", "login <sg h='1'>failed</sg> for <sg h='2'>bob</sg>"],
  [["*led"], "failed, and fields", "<sg h='1'>failed</sg>, and fields"],
  [["f*l*d"], "failed filled full", "<sg h='1'>failed</sg> <sg h='1'>filled</sg> full"],
  [["a*b"], "a&b axb", "<sg h='1'>a&amp;b</sg> <sg h='1'>axb</sg>"],
])("marks %j in %j", (terms, raw, marked) => {
  expect(markTerms(raw, terms)).toBe(marked);
});

it("comes to an end where a word has the beginning of a term a thousand times", () => {
  const raw = "ab".repeat(10_000);
  expect(markTerms(raw, ["*a*a*a*a*b*x", "*c"])).toBe(raw);
});
