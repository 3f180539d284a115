import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { validateParams } from "../../../../src/addon/validation/validate-params.ts";
import { fittingValue, refusedValue } from "../../../../src/draft/values/fitting-value.ts";

function withRule(name: string, rule: string) {
  const addon = loadAddonFromTree(
    literalTree({
      "default/alert_actions.conf": `[act]\nparam.${name} =\n`,
      "default/restmap.conf": `[validation:savedsearch]\naction.act.param.${name} = ${rule}\n`,
      "bin/act.py": "",
    }),
  );
  const [action] = addon.actions;
  if (action === undefined) throw new Error("the add-on has no action");
  return { addon, action, name, field: undefined };
}

it.each([
  ["code", `validate(match('action.act.param.code', "^[A-Z]{3}-\\d{4}$"), "No code")`],
  [
    "port",
    `validate('action.act.param.port' >= 8000 AND 'action.act.param.port' < 8010, "No port")`,
  ],
  ["key", `validate(len('action.act.param.key') == 32, "32 letters")`],
  [
    "team",
    `validate('action.act.param.team' == "blue" OR 'action.act.param.team' == "red", "No team")`,
  ],
  ["size", `validate(in('action.act.param.size', "XL", "S"), "Must be one of XL, S")`],
  ["url", `validate(match('action.act.param.url', "^https://"), "Must begin with https://")`],
  [
    "level",
    `case(NOT isint('action.act.param.level'), "No number", 'action.act.param.level' <= 90, "Above 90")`,
  ],
])("finds values of %s that %s accepts and refuses", (name, rule) => {
  const of = withRule(name, rule);
  const isSaved = (value: string | undefined) =>
    value !== undefined && validateParams(of.addon, "act", { [name]: value }).isAccepted;
  expect(isSaved(fittingValue(of))).toBe(true);
  expect(isSaved(refusedValue(of))).toBe(false);
});

it("takes what the form offers, and keeps to its pattern", () => {
  const of = withRule("team", "null()");
  const field = { isRequired: true, values: ["green", "olive"] };
  expect(fittingValue({ ...of, field })).toBe("green");
  expect(fittingValue({ ...of, field: { ...field, pattern: "^o" } })).toBe("olive");
});

it("gives nothing where no value is accepted", () => {
  expect(fittingValue(withRule("x", `"never"`))).toBeUndefined();
});
