import { expect, it } from "vitest";
import { isSlipOf, nearest } from "../../../src/text/nearest.ts";

it.each([
  ["two letters swapped", "pyhton", ["run", "python"], "python"],
  ["whatever the case", "My ALRT", ["My alert"], "My alert"],
  ["two letters of three", "rnu", ["serve", "run"], "run"],
  ["a third of a long word", "modaction_rslt", ["modaction_result"], "modaction_result"],
  ["the nearer one", "tabl", ["tab_1", "table"], "table"],
  ["the first of equals", "AR01O", ["AR011", "AR010"], "AR011"],
  ["the word itself", "run", ["run"], "run"],
])("finds %s", (_, word, known, meant) => {
  expect(nearest(word, known)).toBe(meant);
});

it.each([
  ["what is too far", "collect", ["table", "select_all"]],
  ["another short word", "ab", ["xy"]],
  ["anything for one letter", "x", ["y"]],
  ["anything for no word", "", ["a", ""]],
  ["among none", "run", []],
])("does not find %s", (_, word, known) => {
  expect(nearest(word, known)).toBeUndefined();
});

it("takes a word for a slip of another up to two letters, however long it is", () => {
  expect(isSlipOf("modaction_result", "modaction_results")).toBe(true);
  expect(isSlipOf("modaction_result", "Mod_action_result")).toBe(true);
  expect(isSlipOf("modaction_result", "modaction_rest")).toBe(true);
  expect(isSlipOf("modaction_result", "modaction_res")).toBe(false);
});
