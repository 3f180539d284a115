import { expect, it } from "vitest";
import { findAction } from "../../../src/addon/find-action.ts";
import { findProgram } from "../../../src/addon/find-program.ts";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { resolveOwner } from "../../../src/addon/resolve-owner.ts";
import { literalTree } from "../../../src/addon/tree.ts";

const search = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = search\n",
    "local/alert_actions.conf": "[act]\n",
  }),
);
const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": "[act]\n",
    "bin/act.py": "",
  }),
  [search],
);

it("gives an action to the app of the search, where that has an empty stanza of its name", () => {
  const stolen = resolveOwner(findAction(addon), "search");
  expect(stolen).toMatchObject({ app: "search", where: { line: 1 } });
  expect(() => findProgram(addon, stolen)).toThrow(
    expect.objectContaining({
      code: "ADDON_SCRIPT_MISSING",
      message: expect.stringContaining('in app "search"'),
      hint: expect.stringContaining("remove the stanza there"),
    }),
  );
});

it.each(["TA_x", "elsewhere"])("leaves it to its own app in a search of %s", (app) => {
  expect(resolveOwner(findAction(addon), app).app).toBe("TA_x");
});
