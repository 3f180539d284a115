import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";
import { gatherFacts } from "../../../src/checks/facts/gather-facts.ts";
import { runChecks } from "../../../src/checks/run-checks.ts";

const tree = (stanza: string) =>
  literalTree({ "default/alert_actions.conf": stanza, "bin/ping.py": "" });

it("tells of an add-on beside this one that has the same action", () => {
  const beside = loadAddonFromTree(tree("[ping]\n"), [], "a_beside");
  const addon = loadAddonFromTree(tree("[ping]\nlabel = Ping\n"), [beside], "my_addon");
  const findings = runChecks(gatherFacts(addon), { only: ["AR089"] });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toMatch(/the app a_beside/);
  expect(findings[0]?.where).toMatchObject({ file: "default/alert_actions.conf", line: 1 });
});

it("lets actions of other names be", () => {
  const beside = loadAddonFromTree(tree("[pong]\n"), [], "a_beside");
  const addon = loadAddonFromTree(tree("[ping]\n"), [beside], "my_addon");
  expect(runChecks(gatherFacts(addon), { only: ["AR089"] })).toEqual([]);
});
