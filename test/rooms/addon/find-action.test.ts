import { expect, it } from "vitest";
import { findAction } from "../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";

const addon = (files: Readonly<Record<string, string>>) => loadAddonFromTree(literalTree(files));
const conf = (text: string) => addon({ "default/alert_actions.conf": text });

it("needs no name where there is only one action", () => {
  expect(findAction(conf("[ping]\nis_custom = 1\n")).name).toBe("ping");
});

it("counts only the add-on's own actions, not those of one beside it", () => {
  const other = addon({
    "default/app.conf": "[package]\nid = other\n",
    "default/alert_actions.conf": "[theirs]\n",
  });
  const own = loadAddonFromTree(literalTree({ "default/alert_actions.conf": "[ours]\n" }), [other]);
  expect(findAction(own).name).toBe("ours");
  expect(findAction(own, "theirs").app).toBe("other");
});

it.each([
  ["ADDON_WHICH_ACTION", "[a]\n[b]\n", undefined, /2 alert actions: a, b/],
  ["ADDON_UNKNOWN_ACTION", "[ping_host]\n[pong]\n", "ping_hots", /it has ping_host, pong/],
  ["ADDON_UNKNOWN_ACTION", "", "x", /has no alert action/],
  ["CONF_BAD_STANZA", "[ping\n", "ping", /closing bracket/],
])("throws %s", (code, text, name, message) => {
  expect(() => findAction(conf(text), name)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});

it("suggests the closest name", () => {
  expect(() => findAction(conf("[ping_host]\n[pong]\n"), "ping_hots")).toThrow(
    expect.objectContaining({ hint: "Did you mean `ping_host`?" }),
  );
});

it("names the template that a build makes alert_actions.conf of", () => {
  expect(() => findAction(addon({ "default/alert_actions.slap.conf": "" }))).toThrow(
    expect.objectContaining({
      code: "ADDON_BUILD_FIRST",
      where: { file: "/memory/default/alert_actions.slap.conf" },
    }),
  );
});
