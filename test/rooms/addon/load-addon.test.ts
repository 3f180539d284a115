import { expect, it } from "vitest";
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

it("throws CONF_UNREADABLE, with place and hint, for a conf that cannot be read", () => {
  const locked: Tree = {
    ...tree({ "default/app.conf": "" }),
    read(path) {
      if (path === "default/alert_actions.conf") throw new Error("EACCES: permission denied");
      return undefined;
    },
  };
  expect(() => loadAddonFromTree(locked).actions).toThrow(
    expect.objectContaining({
      code: "CONF_UNREADABLE",
      message: expect.stringContaining("EACCES"),
      hint: expect.any(String),
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
