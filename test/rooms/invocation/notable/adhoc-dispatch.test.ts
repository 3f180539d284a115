import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import type { AlertAction } from "../../../../src/addon/addon.ts";
import { dispatchAdhoc } from "../../../../src/invocation/notable/adhoc-dispatch.ts";

const CAM = '{"supports_adhoc": true}';
const SEARCH = "| makeresults";

function action(lines: string): AlertAction {
  const tree = literalTree({ "default/alert_actions.conf": `[my_action]\n${lines}\n` });
  const found = loadAddonFromTree(tree).actions[0];
  if (found === undefined) throw new Error("no action");
  return found;
}

const dispatch = (lines: string, params: Record<string, string> = {}, search = SEARCH): string =>
  dispatchAdhoc(action(lines), {
    settings: new Map(Object.entries(params).map(([name, value]) => [`param.${name}`, value])),
    search,
    now: 1_764_000_000.5,
  });

it("puts the form's values behind the action's name, quotes escaped", () => {
  expect(dispatch(`param._cam = ${CAM}\nparam.x =`, { x: 'a "b" c' })).toBe(
    '| makeresults | sendalert my_action action_name="my_action" param.x="a \\"b\\" c"',
  );
});

it("sorts them, and leaves out what the form does not name", () => {
  expect(
    dispatch(`param._cam = ${CAM}\nparam.z = 9\nparam.b =\nparam.a =`, { b: "2", a: "1" }),
  ).toBe('| makeresults | sendalert my_action action_name="my_action" param.a="1" param.b="2"');
});

it("adds no action_name where the command of the tutorial names it", () => {
  const command =
    'command = sendalert $action_name$ results_file="$results.file$" results_link="$results.url$" param.action_name=$action_name$ | stats count';
  expect(dispatch(`${command}\nparam._cam = ${CAM}\nparam.x =`, { x: "v" }, "index=main")).toBe(
    'search index=main | sendalert my_action param.x="v" param.action_name=my_action | stats count',
  );
});

it("fills tokens of the command from the form, the conf, and inline defaults", () => {
  const command =
    'command = sendalert $action_name$ param.a="$action.my_action.param.a$" param.b=$action.my_action.param.b{default=7}$ at=$trigger_time$';
  expect(dispatch(`${command}\nparam._cam = ${CAM}\nparam.a = conf\nparam.b =`, {})).toBe(
    '| makeresults | sendalert my_action action_name="my_action" param.a="conf" param.b=7 at=1764000000',
  );
});

it.each([
  [
    "an action without supports_adhoc",
    'param._cam = {"task": []}',
    {},
    /does not support adhoc invocation\./,
  ],
  ["an action without _cam", "param.x =", {}, /does not support adhoc invocation\./],
  [
    "an action whose _cam is empty",
    "param._cam =",
    {},
    /HTTP 500: param\._cam is empty, which is no JSON/,
  ],
  ["an action whose _cam is broken", "param._cam = {", {}, /HTTP 500: param\._cam .*is not JSON/],
  [
    "a value that breaks the search",
    `param._cam = ${CAM}\nparam.x =`,
    { x: "C:\\" },
    /HTTP 400: Unbalanced quotes/,
  ],
  [
    "an undeclared parameter",
    `param._cam = ${CAM}\nparam.x =`,
    { y: "1" },
    /HTTP 400: ModularActionException: Invalid parameter for adhoc modular action\./,
  ],
] as const)("refuses %s in the handler's words", (_, lines, params, message) => {
  expect(() => dispatch(lines, params)).toThrow(message);
  expect(() => dispatch(lines, params)).toThrow(
    expect.objectContaining({ code: "INVOKE_ADHOC_REFUSED", hint: expect.any(String) }),
  );
});
