import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { validateParams } from "../../../../src/addon/validation/validate-params.ts";

const ACTIONS = `[one]
param.url =
param.level = DEBUG
param._cam = {"required_params": ["param.url", "level"]}
[two]
param.url =
[hook]
param.url =
`;

function addonWith(restmap: string) {
  return loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": ACTIONS,
      "default/restmap.conf": restmap,
    }),
  );
}

const RULES = `[validation:savedsearch]
action.hook = case('action.hook' != "1", null(), 'action.hook.param.url' == "action.hook.param.url" OR 'action.hook.param.url' == "", "No URL", 1==1, null())
action.hook.param.url = validate(match('action.hook.param.url', "^https?://\\S+$"), "URL is invalid")
`;

it.each([
  ["a good", { url: "https://x/y" }, []],
  ["a bad", { url: "ftp://x" }, ["URL is invalid"]],
  ["an empty", { url: "" }, ["No URL", "URL is invalid"]],
  ["an absent", {}, ["No URL"]],
])("answers for %s value as Splunk does", (_kind, params, messages) => {
  const { refusals, problems, isAccepted } = validateParams(addonWith(RULES), "hook", params);
  expect(refusals.map(({ message }) => message)).toEqual(messages);
  expect(problems).toEqual([]);
  expect(isAccepted).toBe(messages.length === 0);
});

it("says which field is refused, and where its rule stands", () => {
  const [refusal] = validateParams(addonWith(RULES), "hook", { url: "x" }).refusals;
  expect(refusal).toMatchObject({
    field: "action.hook.param.url",
    by: "savedsearch",
    where: { line: 3, stanza: "validation:savedsearch" },
  });
});

it("asks the rules of the set-up page for what alert_actions.conf sets", () => {
  const rules = `[validation:alert_actions]
param.level = validate(match('param.level', '^(INFO|WARN)$'), "Level must be INFO or WARN")
param.other = validate(1==2, "never asked")
`;
  expect(validateParams(addonWith(rules), "one", { url: "x" }).refusals).toMatchObject([
    { field: "param.level", message: "Level must be INFO or WARN", by: "alert_actions" },
  ]);
  expect(validateParams(addonWith(rules), "two", {}).refusals).toEqual([]);
});

it("misses required parameters that have no value in the conf either", () => {
  expect(validateParams(addonWith(""), "one", {}).refusals).toMatchObject([
    { field: "action.one.param.url", message: "The parameter 'url' is required." },
  ]);
  expect(validateParams(addonWith(""), "one", { url: "x" }).isAccepted).toBe(true);
  expect(validateParams(addonWith(""), "one", { url: "x", level: " " }).isAccepted).toBe(false);
});

it.each([
  ["another action", `'action.two.param.url'`, "a field of another action"],
  ["an action that is not here", `'action.three.param.url'`, "an action that is not here"],
  ["another field", `'action.one.param.level'`, "never looks at that field"],
])("warns of a rule that tests a field of %s", (_what, field, words) => {
  const rules = `[validation:savedsearch]
action.one.param.url = validate(match(${field}, "^a"), "bad")
`;
  const { problems, isAccepted } = validateParams(addonWith(rules), "one", { level: "a" });
  expect(problems).toMatchObject([{ code: "ADDON_RULE_FIELD", where: { line: 2 } }]);
  expect(problems[0]?.message).toContain(words);
  expect(isAccepted).toBe(false);
});

it("lets a rule look at other fields of its action besides its own, and at quoted patterns", () => {
  const rules = `[validation:savedsearch]
action.one = validate('action.one.param.url'!="", "bad")
action.one.param.url = validate(match('action.one.param.url', '^x\\.y') OR 'action.one.param.level'="x", "bad")
action.two.param.url = validate(match('action.one.param.url', "^a"), "not asked for one")
`;
  expect(validateParams(addonWith(rules), "one", { url: "x.y" })).toMatchObject({
    problems: [],
    isAccepted: true,
  });
});

it("tells a rule that cannot be read, with line, column and caret, and goes on", () => {
  const rules = `[validation:savedsearch]
action.hook = case('action.hook' != "1", null(),
'action.hook.param.url' = "action.hook.param.url" OR
action.hook.param.url = validate(match('action.hook.param.url', "^h"), "bad")
`;
  const { problems, refusals, isAccepted } = validateParams(addonWith(rules), "hook", { url: "x" });
  expect(isAccepted).toBe(false);
  expect(refusals).toMatchObject([{ message: "bad" }]);
  expect(problems[0]).toMatchObject({
    code: "SEARCH_SYNTAX",
    hint: "End each line of a rule but the last with a backslash.",
    where: { line: 2 },
  });
  expect(problems[0]?.message).toMatch(/\(line 1, column \d+\)\n.*\n *\^$/);
});

it("gives up a rule whose regular expression backtracks without end", () => {
  const rules = `[validation:savedsearch]
action.hook.param.url = validate(match('action.hook.param.url', "^(a|aa|a?b)+(?=c)\\1$"), "bad")
`;
  const { problems } = validateParams(addonWith(rules), "hook", { url: "a".repeat(3000) });
  expect(problems).toMatchObject([{ code: "SEARCH_REGEX_TIMEOUT" }]);
});

/** Rules as public add-ons have them, their names changed: what they say to a good, a bad, an empty and an absent value. */
it.each([
  [
    "an optional link",
    String.raw`action.hook.param.url = validate(match('action.hook.param.url', "^https?:\/\/.+"), "Links start with http")`,
    [[], ["Links start with http"], ["Links start with http"], []],
  ],
  [
    "a text that may not be empty",
    `action.hook = case('action.hook' != "1", null(), 'action.hook.param.url' == "action.hook.param.url" OR 'action.hook.param.url' == "", "No text", 1==1, null())`,
    [[], [], ["No text"], ["No text"]],
  ],
  [
    "a switch written as text",
    `action.hook = case(!match('action.hook', "^(1|true)$"), null(), !match('action.hook.param.url', "^[a-z]+://") AND 'action.hook.param.url' != "", "No scheme")`,
    [[], ["No scheme"], [], ["No scheme"]],
  ],
  [
    "one of several words",
    `action.hook.param.url = validate('action.hook.param.url'="https://x" OR 'action.hook.param.url'="other", "Unknown word")`,
    [[], ["Unknown word"], ["Unknown word"], []],
  ],
  [
    "the length of another field",
    `action.hook.param.url = validate(match('action.hook.param.link', "^https?://"), "Never right")`,
    [["Never right"], ["Never right"], ["Never right"], []],
  ],
])("answers to good, bad, empty and absent values of %s", (_what, rule, answers) => {
  const addon = addonWith(`[validation:savedsearch]\n${rule}\n`);
  const asked = [{ url: "https://x" }, { url: "nonsense" }, { url: "" }, {}];
  const told = asked.map((params) =>
    validateParams(addon, "hook", params).refusals.map(({ message }) => message),
  );
  expect(told).toEqual(answers);
});
