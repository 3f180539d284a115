import { join } from "node:path";
import { expect, it } from "vitest";
import { findConfig } from "../../../../src/addon/config/read-config.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import type { ExampleTree } from "../../../../src/checks/rule/check.ts";
import { checkAddon } from "../../../../src/checks/check-addon.ts";
import type { Finding } from "../../../../src/checks/rule/finding.ts";
import * as waiverRules from "../../../../src/checks/rules/waivers/index.ts";
import { readWaivers, type Waiver } from "../../../../src/checks/waivers/read-waivers.ts";
import { waive } from "../../../../src/checks/waivers/waive.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const finding: Finding = {
  id: "AR081",
  name: "tls-unverified",
  severity: "warning",
  message: "not verified",
  where: { file: "bin/ping.py", line: 3 },
  hint: "Verify.",
};
const settings = { today: "2026-11-25", file: "ar-sim.config.json", ran: () => true };
const waived = (...waivers: Waiver[]): string[] =>
  waive([finding], waivers, settings).findings.map((one) => `${one.id} ${one.message}`);

it("waives by id or name, everywhere, in a folder or in a file, up to the last day", () => {
  const reason = "a lab";
  expect(waived({ id: "AR081", reason })).toEqual([]);
  const [named] = readWaivers({
    file: "ar-sim.config.json",
    value: [{ id: "tls-unverified", path: "bin/", reason }],
    where: () => ({ file: "ar-sim.config.json" }),
  });
  expect(named).toEqual({ id: "AR081", path: "bin/", reason });
  expect(waived({ id: "AR081", path: "bin/", reason })).toEqual([]);
  expect(waived({ id: "*", path: "bin/ping.py", reason, until: "2026-11-25" })).toEqual([]);
});

it("lets the finding stand once a waiver has ended, and says so", () => {
  expect(waived({ id: "AR081", reason: "soon", until: "2026-11-24" })).toEqual([
    "AR081 not verified (its waiver ended on 2026-11-24)",
  ]);
});

it("finds fault with waivers of everything and of nothing", () => {
  expect(waived({ id: "*", reason: "tired" })).toEqual([
    "AR190 waivers[0] waives every finding everywhere",
  ]);
  expect(waived({ id: "AR081", path: "lib/", reason: "x" })).toEqual([
    "AR081 not verified",
    "AR191 waivers[0] (AR081) waives nothing",
  ]);
  const only = { ...settings, ran: (id: string) => id === "AR081" };
  expect(waive([finding], [{ id: "*", reason: "tired" }], only).findings).toEqual([]);
  const notAsked = waive([], [{ id: "AR001", reason: "x" }], { ...settings, ran: () => false });
  expect(notAsked.findings).toEqual([]);
});

it.each([
  ["no list", "waivers: {}", "`waivers` must be a list, not a mapping"],
  ["no reason", "waivers: [{ id: AR001 }]", "`waivers[0]` has no `reason`"],
  [
    "an empty reason",
    "waivers: [{ id: AR001, reason: ' ' }]",
    "`waivers[0].reason` must be a text that says why, not ` `",
  ],
  ["no id", "waivers: [{ reason: x }]", "`waivers[0]` has no `id`"],
  [
    "an unknown key",
    "waivers: [{ id: AR001, reason: x, rule: y }]",
    "`waivers[0]` has no key `rule`",
  ],
  ["an unknown rule", "waivers: [{ id: AR999, reason: x }]", "there is no rule AR999"],
  [
    "no date",
    "waivers: [{ id: AR001, reason: x, until: soon }]",
    "`waivers[0].until`: `soon` is not a date",
  ],
])("refuses waivers with %s", async (_what, text, message) => {
  const folder = tempFolder({ "ar-sim.config.yaml": text });
  const read = async () => readWaivers(await findConfig(folder, "waivers"));
  await expect(read()).rejects.toMatchObject({
    code: "CONFIG_BAD",
    message,
    where: { file: join(folder, "ar-sim.config.yaml"), line: 1 },
  });
});

it("names the closest rule for one that there is not", () => {
  const config = (id: string) => ({
    file: "ar-sim.config.json",
    value: [{ id, reason: "x" }],
    where: () => ({ file: "ar-sim.config.json" }),
  });
  const hint = (text: string) => expect.objectContaining({ code: "CONFIG_BAD", hint: text });
  expect(() => readWaivers(config("AR01O"))).toThrow(hint("Did you mean AR010 (setting-unknown)?"));
  expect(() => readWaivers(config("tls-unverifed"))).toThrow(
    hint("Did you mean AR081 (tls-unverified)?"),
  );
});

it.each(
  Object.values(waiverRules).flatMap(({ id, bad, good }) => [
    ...Object.entries(bad).map(([label, tree]): [string, string, number, ExampleTree] => [
      id,
      label,
      1,
      tree,
    ]),
    ...Object.entries(good).map(([label, tree]): [string, string, number, ExampleTree] => [
      id,
      label,
      0,
      tree,
    ]),
  ]),
)("%s: %s", async (id, _label, times, tree) => {
  const file = "ar-sim.config.yaml";
  const config = await findConfig(tempFolder({ [file]: String(tree[file]) }), "waivers");
  const { findings } = checkAddon(loadAddonFromTree(literalTree(tree), [], "my_addon"));
  const told = waive(findings, readWaivers(config), { ...settings, file });
  expect(told.findings.filter((one) => one.id === id)).toHaveLength(times);
});
