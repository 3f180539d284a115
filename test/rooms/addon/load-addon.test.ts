import { expect, it } from "vitest";
import { findAction } from "../../../src/addon/find-action.ts";
import { loadAddon, loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree, type Tree } from "../../../src/addon/tree.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const tree = (files: Readonly<Record<string, string>>): Tree => literalTree(files);

it("layers system defaults, the add-ons beside it, and its own default and local", () => {
  const other = loadAddonFromTree(
    tree({
      "default/app.conf": "[package]\nid = other\n",
      "default/alert_actions.conf": "[act]\nparam.a = other\nparam.b = other\nmaxtime = 1m\n",
    }),
  );
  const addon = loadAddonFromTree(
    tree({
      "default/alert_actions.conf": "[act]\nparam.a = default\nparam.c = default\n",
      "local/alert_actions.conf": "[act]\nparam.c =\n",
    }),
    [other],
  );
  const settings = addon.conf("alert_actions").stanzas.get("act")?.settings;
  const told = [...(settings ?? [])].map(([key, one]) => [key, one.value, one.layer.app]);
  expect(told).toEqual(
    expect.arrayContaining([
      ["maxresults", "10000", "system"],
      ["maxtime", "1m", "other"],
      ["param.a", "default", addon.appId],
      ["param.b", "other", "other"],
      ["param.c", "", addon.appId],
    ]),
  );
  expect(settings?.get("param.c")?.where).toMatchObject({
    file: "/memory/local/alert_actions.conf",
    line: 2,
  });
});

it("lists the names of all confs but the system's", () => {
  const addon = loadAddonFromTree(
    tree({ "default/props.conf": "", "local/x.conf": "", "default/y.txt": "" }),
  );
  expect(addon.confNames).toEqual(["props", "x"]);
});

it("reads an add-on without a conf that is not read, and says why it is not", () => {
  const odd = literalTree({
    "default/app.conf": "",
    "default/props.conf": { linksTo: "/dev/zero" },
    "default/alert_actions.conf": { linksTo: "/dev/zero" },
  });
  const addon = loadAddonFromTree(odd);
  expect(addon.conf("props").stanzas.size).toBe(0);
  expect(addon.problems).toContainEqual({
    code: "CONF_UNREADABLE",
    message: "props.conf is not read: it is a link that leads out of its add-on, to /dev/zero",
    hint: expect.any(String),
    where: { file: "/memory/default/props.conf" },
  });
  // Without it there is nothing to run.
  expect(() => findAction(addon)).toThrow(
    expect.objectContaining({
      code: "CONF_UNREADABLE",
      where: { file: "/memory/default/alert_actions.conf" },
    }),
  );
});

it("throws ADDON_NOT_FOUND for a folder that is not there", () => {
  expect(() => loadAddon(`${tempFolder()}/nowhere`)).toThrow(
    expect.objectContaining({ code: "ADDON_NOT_FOUND", hint: expect.any(String) }),
  );
});

it("keeps what was wrong with the confs it read", () => {
  const addon = loadAddonFromTree(
    tree({ "default/props.conf": "[a\njunk\n", "default/app.conf": "" }),
  );
  addon.conf("props");
  expect(addon.problems.map((one) => one.code)).toEqual(
    expect.arrayContaining(["CONF_BAD_STANZA", "CONF_BAD_LINE"]),
  );
});

it("takes the folder of a repository for the add-on in it, where one is to lie beside", () => {
  const repository = tempFolder({ "package/default/app.conf": "[package]\nid = TA_beside\n" });
  const addon = loadAddon(tempFolder({ "default/app.conf": "" }), { also: [repository] });
  expect(addon.also.map((one) => one.appId)).toEqual(["TA_beside"]);
});
