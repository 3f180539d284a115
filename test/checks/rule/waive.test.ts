import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";
import type { ExampleTree } from "../../../src/checks/rule/check.ts";
import { checkAddon } from "../../../src/checks/check-addon.ts";
import type { Finding } from "../../../src/checks/rule/finding.ts";
import { readWaivers, waive, type Waiver } from "../../../src/checks/rule/waive.ts";
import { waiverRules } from "../../../src/checks/rule/waiver-rules.ts";
import { parse } from "yaml";

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
    value: { waivers: [{ id: "tls-unverified", path: "bin/", reason }] },
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
  ["no list", {}, "waivers is no list"],
  ["no reason", [{ id: "AR001" }], "waivers[0] gives no reason"],
  ["an empty reason", [{ id: "AR001", reason: " " }], "waivers[0].reason is no text"],
  ["no id", [{ reason: "x" }], "waivers[0] has no id"],
  ["an unknown key", [{ id: "AR001", reason: "x", rule: "y" }], "waivers[0].rule is not known"],
  ["a rule that there is not", [{ id: "AR999", reason: "x" }], "there is no rule AR999"],
  ["no day", [{ id: "AR001", reason: "x", until: "soon" }], "waivers[0].until is no day"],
])("refuses waivers with %s", (_what, waivers, message) => {
  const config = { file: "ar-sim.config.json", value: { waivers } };
  expect(() => readWaivers(config)).toThrow(
    expect.objectContaining({ code: "CONFIG_BAD", message }),
  );
});

it("names the closest rule for one that there is not", () => {
  const config = (id: string) => ({
    file: "ar-sim.config.json",
    value: { waivers: [{ id, reason: "x" }] },
  });
  const hint = (text: string) => expect.objectContaining({ code: "CONFIG_BAD", hint: text });
  expect(() => readWaivers(config("AR01O"))).toThrow(hint("Did you mean AR010 (setting-unknown)?"));
  expect(() => readWaivers(config("tls-unverifed"))).toThrow(
    hint("Did you mean AR081 (tls-unverified)?"),
  );
});

it.each(
  waiverRules.flatMap(({ id, bad, good }) => [
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
)("%s: %s", (id, _label, times, tree) => {
  const file = "ar-sim.config.yaml";
  const value = parse(String(tree[file])) as Record<string, unknown>;
  const { findings } = checkAddon(loadAddonFromTree(literalTree(tree), [], "my_addon"));
  const told = waive(findings, readWaivers({ file, value }), { ...settings, file });
  expect(told.findings.filter((one) => one.id === id)).toHaveLength(times);
});
