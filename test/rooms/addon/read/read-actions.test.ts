import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { readMaxtime } from "../../../../src/addon/read/read-actions.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const actions = (conf: string) =>
  loadAddonFromTree(literalTree({ "default/alert_actions.conf": conf })).actions;

it("reads one action a stanza, and none of [default]", () => {
  expect(actions("[default]\nttl = 1p\n[b]\n[a]\n").map((one) => one.name)).toEqual(["b", "a"]);
});

it("fills in what splunkd takes for settings that are absent", () => {
  expect(actions("[act]\n")[0]).toMatchObject({
    label: "act",
    payloadFormat: "xml",
    isSendalert: true,
    maxtimeMs: 300_000,
    cam: undefined,
    camProblem: undefined,
  });
});

it("hands parameters of [default] and of no stanza to every action", () => {
  const [act] = actions(
    "param._cam_workers =\n[default]\nparam.b = 2\n[act]\nparam.a = 1\nlabel = x\n",
  );
  expect([...(act?.params ?? [])].map(([name, { value }]) => [name, value]).sort()).toEqual([
    ["_cam_workers", ""],
    ["a", "1"],
    ["b", "2"],
  ]);
});

it.each([
  ["30", 30_000],
  ["30s", 30_000],
  ["2m", 120_000],
  ["1h", 3_600_000],
  ["1d", 86_400_000],
  ["", 300_000],
  ["soon", 300_000],
  ["0", 300_000],
])("reads maxtime = %s", (text, milliseconds) => {
  expect(readMaxtime(text)).toBe(milliseconds);
});

it("parses param._cam over several lines", () => {
  const [act] = actions(
    '[act]\nparam._cam = {\\\n  "task": ["scan"], \\\n  "supports_adhoc": true\\\n}\n',
  );
  expect(act?.cam).toEqual({ task: ["scan"], supports_adhoc: true });
});

it.each(['{"task": [', "[]", '"x"', "{'task': 1}"])(
  "says that param._cam = %s is bad, and where",
  (text) => {
    expect(actions(`[act]\nparam._cam = ${text}\n`)[0]).toMatchObject({
      cam: undefined,
      camProblem: { code: "ADDON_BAD_CAM", where: { line: 2, key: "param._cam" } },
    });
  },
);
