import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../src/addon/load-addon.ts";
import { literalTree } from "../../src/addon/tree.ts";
import type { ExampleTree } from "../../src/checks/rule/check.ts";
import type { Finding } from "../../src/checks/rule/finding.ts";
import { gatherFacts } from "../../src/checks/facts/gather-facts.ts";
import { checks, rules } from "../../src/checks/index.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { listPythons } from "../../src/sandbox/interpreters/list-pythons.ts";
import { TARGETS } from "../../src/platforms/targets.ts";
import { readPage } from "../support/docs/doc-pages.ts";

function found(tree: ExampleTree, id: string): Finding[] {
  const addon = loadAddonFromTree(literalTree(tree), [], "my_addon");
  const names = rules.find((rule) => rule.id === id)?.targets ?? [];
  const targets = TARGETS.filter(({ name }) => names.includes(name));
  return runChecks(gatherFacts(addon), { only: [id], targets });
}

/** What AR144 compares. */
function hasBoth(): boolean {
  const minors = listPythons().map(({ version }) => version.split(".").slice(0, 2).join("."));
  return minors.includes("3.9") && minors.includes("3.13");
}

const examples = (of: "bad" | "good"): [string, string, ExampleTree][] =>
  checks.flatMap((check) =>
    Object.entries(check[of]).map(([label, tree]): [string, string, ExampleTree] => [
      `${check.id} ${check.name}`,
      label,
      tree,
    ]),
  );

it.for(examples("bad"))("%s finds fault once with: %s", ([check, , tree], { skip }) => {
  if (check.startsWith("AR144")) skip(!hasBoth(), "needs Python 3.9 and 3.13");
  const findings = found(tree, check.slice(0, 5));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.where.line ?? 1).toBeGreaterThan(0);
  expect(findings[0]?.message).not.toContain("/memory");
  expect(
    Object.keys(tree).includes(findings[0]?.where.file ?? "") ||
      findings[0]?.where.line === undefined,
  ).toBe(true);
});

it.each(examples("good"))("%s finds no fault with: %s", (check, _label, tree) => {
  expect(found(tree, check.slice(0, 5))).toEqual([]);
});

it("lists each rule file once, in the order of ids, with examples", () => {
  const folder = fileURLToPath(new URL("../../src/checks/rules", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && basename(file) !== "index.ts")
    .map((file) => basename(file, ".ts"));
  expect(rules.map((rule) => rule.name).toSorted()).toEqual(files.toSorted());
  expect(checks.map((check) => check.id)).toEqual(checks.map((check) => check.id).toSorted());
  expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
  for (const check of checks) {
    expect(check.id).toMatch(/^AR\d{3}$/);
    expect(Object.keys(check.bad).length, check.id).toBeGreaterThan(0);
    expect(Object.keys(check.good).length, check.id).toBeGreaterThan(0);
  }
});

it("lists the rules in docs/check.md as they are", () => {
  const rows = readPage("check")
    .split("\n")
    .filter((line) => /^\| AR\d{3} \|/.test(line));
  expect(rows.map((row) => row.split("|").map((cell) => cell.trim()))).toEqual(
    rules.map(({ id, severity, title }) => ["", id, severity, title, ""]),
  );
});
