/** Describes parameters in README/alert_actions.conf.spec, in the stanza of the action or in a new one. */
import { appendLines, insertBelow } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";

const FILE = "README/alert_actions.conf.spec";

export function fixSpec(facts: Facts, action: string, params: readonly string[]): FileEdit[] {
  const lines = params
    .filter((name) => /^[\w.-]+$/.test(name))
    .map((name) => `param.${name} = <string>`);
  if (lines.length === 0) return [];
  const at = (facts.text(FILE) ?? "")
    .split("\n")
    .findIndex((line) => line.replace(/^\ufeff/, "").trim() === `[${action}]`);
  if (at < 0) return [appendLines(facts, FILE, [`[${action}]`, ...lines])];
  return lines.flatMap((text) => insertBelow(facts, { file: FILE, line: at + 1 }, text));
}
