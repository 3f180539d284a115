import { expect, it } from "vitest";
import { checkMacroArguments } from "../../../../src/search/spl/eval-macro.ts";

const check = (validation: string, args: Record<string, string>, errormsg = "not so") =>
  checkMacroArguments(
    {
      name: "between",
      args: Object.keys(args),
      definition: "x",
      iseval: false,
      validation,
      errormsg,
    },
    new Map(Object.entries(args)),
    0,
  );

it.each([
  ["low < high", { low: "12", high: "34" }, undefined],
  ["low < high", { low: "34", high: "12" }, "not so"],
  ["isnum($low$)", { low: "5" }, undefined],
  ["isnum($low$)", { low: "abc" }, "not so"],
  ["low < missing", { low: "5" }, "not so"],
  ['if($low$ > 3, null(), "too low")', { low: "2" }, "too low"],
  ['if($low$ > 3, null(), "too low")', { low: "4" }, undefined],
  ['validate($low$ > 3, "too low")', { low: "2" }, "too low"],
  ["", { low: "2" }, undefined],
])("the validation %s finds %j to be %s", (validation, args, complaint) => {
  expect(check(validation, args)).toBe(complaint);
});

it("names the macro where there is no errormsg", () => {
  expect(check("low < high", { low: "34", high: "12" }, "")).toBe(
    "The arguments of macro `between` are not valid",
  );
});
