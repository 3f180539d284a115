import { expect, it } from "vitest";
import { findRule } from "../../../src/checks/find-rule.ts";

it.each(["AR042", "ar042", "ar42", "AR42", "eventtype-cannot-match"])(
  "finds a rule by %s",
  (word) => {
    expect(findRule(word)?.id).toBe("AR042");
  },
);

it("finds none by a number that no rule has", () => {
  expect(findRule("ar99")).toBeUndefined();
});
