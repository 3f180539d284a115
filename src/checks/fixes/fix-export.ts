/**
 * Adds `export = system` to an existing default.meta: below `[]`, or in the stanza of the action that sets another
 * value.
 */
import { parseConf } from "../../conf/parse-conf.ts";
import { appendLines, changeLine, insertBelow } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";

const FILE = "metadata/default.meta";

export function fixExport(facts: Facts, action: string): FileEdit[] {
  const text = facts.text(FILE);
  // An administrator's local.meta overrides this file.
  if (text === undefined || facts.text("metadata/local.meta") !== undefined) return [];
  const stanzas = parseConf(text, FILE).stanzas.filter(({ name }) =>
    ["", "alert_actions", `alert_actions/${action}`].includes(name),
  );
  const exports = stanzas.flatMap(({ settings }) => settings.filter(({ key }) => key === "export"));
  if (exports.length > 0) {
    return exports.flatMap(({ value, where }) =>
      value.trim() === "system"
        ? []
        : changeLine(facts, where, (line) => line.replace(/^(\s*export\s*=\s*).*$/, "$1system")),
    );
  }
  const [all] = stanzas.filter(({ name }) => name === "");
  if (all === undefined) return [appendLines(facts, FILE, ["[]", "export = system"])];
  return insertBelow(facts, all.where, "export = system");
}
