// Ground: default.meta.spec for what is shared, and «Configuration file precedence» for which app counts most.
import { describe, expect, it } from "vitest";
import type { Addon } from "../../../../src/addon/addon.ts";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

function app(id: string, files: Record<string, string>, also: readonly Addon[] = []): Addon {
  const all = { "default/app.conf": `[package]\nid = ${id}\n`, ...files };
  return loadAddonFromTree(literalTree(all), also);
}
const SHARED = { "metadata/default.meta": "[]\nexport = system\n" };

describe("an app beside the add-on", () => {
  const FILES = {
    "default/macros.conf": "[m]\ndefinition = x\n[n]\ndefinition = y\n",
    "default/eventtypes.conf": "[e]\nsearch = a=b\n",
    "default/props.conf": "[st]\nTRUNCATE = 5\nEVAL-a = 1\n",
    "default/transforms.conf": "[t]\nREGEX = x\nFORMAT = y::z\n[l]\nfilename = l.csv\n",
  };
  const stanzasOf = (meta: string, conf: string) => {
    const other = app("other", { ...FILES, "metadata/default.meta": meta });
    const { stanzas } = app("mine", {}, [other]).conf(conf);
    return [...stanzas.values()].map(({ name, own }) => [name, ...own.keys()]);
  };

  it.each([
    ["[]\nexport = none\n", "macros", []],
    ["", "eventtypes", []],
    ["[]\nexport = system\n[eventtypes]\nexport = none\n", "eventtypes", []],
    ["[macros/n]\nexport = system\n", "macros", [["n", "definition"]]],
    [
      "[macros]\nexport = system\n",
      "macros",
      [
        ["m", "definition"],
        ["n", "definition"],
      ],
    ],
    ["[]\nexport = none\n", "props", [["st", "TRUNCATE"]]],
    ["[]\nexport = system\n", "props", [["st", "TRUNCATE", "EVAL-a"]]],
    ["[]\nexport = none\n", "transforms", [["t", "REGEX", "FORMAT"]]],
  ])(
    "shares what it exports, and what is done when events are indexed: %j %s",
    (meta, conf, expected) => {
      expect(stanzasOf(meta, conf)).toEqual(expected);
    },
  );
});

describe("of several apps", () => {
  const of = (id: string, conf: string, files: Record<string, string> = {}) =>
    app(id, { ...SHARED, [`default/${conf}.conf`]: `[s]\nkey = ${id}\n`, ...files });
  const winner = (conf: string, mine: string, others: readonly Addon[]) =>
    app(mine, SHARED, [...others])
      .conf(conf)
      .stanzas.get("s")
      ?.own.get("key")?.value;

  it("the last name counts most in the context of an app, in whatever order they are given", () => {
    for (const conf of ["macros", "props", "savedsearches"]) {
      const apps = ["TA_b", "TA_c", "TA_a"].map((id) => of(id, conf));
      expect(winner(conf, "TA_0", apps)).toBe("TA_c");
    }
  });

  it("the first name counts most in the global context, and local before any default", () => {
    const apps = ["TA_b", "TA_a", "TA_c"].map((id) => of(id, "inputs"));
    expect(winner("inputs", "TA_0", apps)).toBe("TA_a");
    const local = of("TA_z", "inputs", { "local/inputs.conf": "[s]\nkey = local\n" });
    expect(winner("inputs", "TA_0", [...apps, local])).toBe("local");
  });

  it("the add-on's own stanza counts most in its context", () => {
    const mine = app("TA_0", { "default/macros.conf": "[s]\nkey = mine\n" }, [
      of("TA_z", "macros"),
    ]);
    expect(mine.conf("macros").stanzas.get("s")?.own.get("key")?.value).toBe("mine");
  });
});

describe("an app that app.conf disables", () => {
  const disabled = (state: string) => ({
    "default/app.conf": `[package]\nid = TA_off\n[install]\nstate = ${state}\n`,
    "default/alert_actions.conf": "[act]\n",
    "default/macros.conf": "[m]\ndefinition = x\n",
    ...SHARED,
  });

  it.each(["disabled", "Disabled"])("has no configuration: %s", (state) => {
    const addon = loadAddonFromTree(literalTree(disabled(state)));
    expect({ actions: addon.actions, macros: addon.macros }).toEqual({ actions: [], macros: [] });
    expect(() => findAction(addon)).toThrow(
      expect.objectContaining({
        code: "ADDON_DISABLED",
        where: expect.objectContaining({ key: "state", line: 4 }),
      }),
    );
  });

  it("has one where it is enabled, also by local/", () => {
    const files = { ...disabled("disabled"), "local/app.conf": "[install]\nstate = enabled\n" };
    expect(loadAddonFromTree(literalTree(files)).actions).toHaveLength(1);
    expect(loadAddonFromTree(literalTree(disabled("enabled"))).actions).toHaveLength(1);
  });

  it("gives nothing to an add-on beside it, which says so", () => {
    const addon = app("mine", {}, [loadAddonFromTree(literalTree(disabled("disabled")))]);
    expect(addon.macros).toEqual([]);
    expect(addon.problems.map(({ code }) => code)).toEqual(["ADDON_DISABLED"]);
  });
});
