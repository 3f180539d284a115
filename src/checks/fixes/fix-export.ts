/** `export = system` in a default.meta that is there: below `[]`, or where the action's own stanza says otherwise. */
import { parseConf } from "../../conf/parse-conf.ts";
import { appendLines, changeLine, insertBelow } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";

const FILE = "metadata/default.meta";

export function fixExport(facts: Facts, action: string): FileEdit[] {
  const text = facts.text(FILE);
  // What an administrator has set in local.meta holds over this file.
  if (text === undefined || facts.text("metadata/local.meta") !== undefined) return [];
  const said = parseConf(text, FILE).stanzas.filter(({ name }) =>
    ["", "alert_actions", `alert_actions/${action}`].includes(name),
  );
  const exports = said.flatMap(({ settings }) => settings.filter(({ key }) => key === "export"));
  if (exports.length > 0) {
    return exports.flatMap(({ value, where }) =>
      value.trim() === "system"
        ? []
        : changeLine(facts, where, (line) => line.replace(/^(\s*export\s*=\s*).*$/, "$1system")),
    );
  }
  const [all] = said.filter(({ name }) => name === "");
  if (all === undefined) return [appendLines(facts, FILE, ["[]", "export = system"])];
  return insertBelow(facts, all.where, "export = system");
}
