import { expect, it } from "vitest";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { describeSearch } from "../../../../src/invocation/search/describe-search.ts";
import type { Mode } from "../../../../src/invocation/invocation.ts";
import { renderCommand, settingsOf } from "../../../../src/invocation/search/render-command.ts";

const CAM = 'param._cam = {"supports_adhoc": true}\n';

function render(mode: Mode, settings = "", params: Record<string, string> = {}) {
  const tree = literalTree({ "default/alert_actions.conf": `[act]\n${CAM}${settings}` });
  const action = findAction(loadAddonFromTree(tree));
  const wish = { mode, now: 1_700_000_000, serverHost: "sh1", searchName: "s" };
  return renderCommand({
    search: describeSearch(wish, "https://127.0.0.1:8089"),
    action,
    params,
    settings: settingsOf(action, undefined, params),
    results: {
      files: [{ path: "/d/results.csv.gz", resultId: undefined, row: {} }],
      count: 1,
      hasFiles: true,
      suppressed: 0,
      fields: [],
      firstRow: { event_id: "G@@notable@@m" },
      problems: [],
    },
  });
}

it("is what was typed in the search bar", () => {
  expect(render("adhoc", "", { b: 'say "hi"', a: "1" })).toEqual({
    text: String.raw`sendalert act param.b="say \"hi\"" param.a="1"`,
    params: { b: 'say "hi"', a: "1" },
  });
});

it("is the shipped command of the scheduler, its tokens filled in", () => {
  expect(render("saved").text).toBe(
    'sendalert act results_file="/d/results.csv.gz" results_link="http://sh1:8000/app/search/@go?sid=scheduler__admin__search__s_at_1700000000_1"',
  );
});

it("hands over what the action's own command names", () => {
  const command =
    'command = sendalert $action_name$ results_file="$results.file$" param.action_name=$action_name$ param.level="$action.act.param.level{default=low}$" | stats count\n';
  expect(render("saved", command).params).toEqual({ action_name: "act", level: "low" });
  expect(render("saved", `${command}param.level = high\n`).params["level"]).toBe("high");
});

it("is what Enterprise Security makes of its form on a notable", () => {
  const { text, params } = render("es-adhoc", "param.x =\n", { x: "1" });
  expect(text).toContain('`notable_by_id("G@@notable@@m")` | sendalert act');
  expect(text).toContain('param.x="1"');
  expect(text).not.toContain("results_file");
  expect(params).toEqual({ x: "1" });
});
