import { expect, it } from "vitest";
import { checkVisible } from "../../../../src/addon/visibility/check-visible.ts";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const addon = (files: Readonly<Record<string, string>>) =>
  loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": "[act]\n",
      ...files,
    }),
  );

it("takes each attribute from the most specific stanza that has it", () => {
  const { access } = addon({
    "metadata/default.meta":
      "[]\naccess = read : [ * ], write : [ admin, power ]\nexport = none\n[alert_actions]\nexport = system\n[alert_actions/other]\nexport = none\n",
  });
  expect(access("alert_actions", "act")).toMatchObject({
    read: ["*"],
    write: ["admin", "power"],
    isExported: true,
    where: { line: 4 },
  });
  expect(access("alert_actions", "other").isExported).toBe(false);
  expect(access("props", "x").isExported).toBe(false);
});

it("lays local.meta over default.meta, and decodes the names in it", () => {
  const { access } = addon({
    "metadata/default.meta": "[savedsearches]\nowner = nobody\n",
    "metadata/local.meta": "[savedsearches/My%20alert%2F1]\nowner = ann\n",
  });
  expect(access("savedsearches", "My alert/1").owner).toBe("ann");
  expect(access("savedsearches", "other").owner).toBe("nobody");
});

it("says nothing where there is no metadata", () => {
  expect(addon({}).access("alert_actions", "act")).toEqual({
    read: undefined,
    write: undefined,
    isExported: false,
    owner: undefined,
    where: undefined,
    exportWhere: undefined,
  });
});

it("tells that another app would not see the action", () => {
  const hidden = addon({});
  const action = findAction(hidden);
  expect(checkVisible(hidden, action, "search")[0]).toMatchObject({
    code: "ADDON_NOT_EXPORTED",
    message: expect.stringContaining('Alert action "act" not found.'),
  });
  expect(checkVisible(hidden, action, "TA_x")).toEqual([]);
  const seen = addon({ "metadata/default.meta": "[]\nexport = system\n" });
  expect(checkVisible(seen, findAction(seen), "search")).toEqual([]);
});
