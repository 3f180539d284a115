/** `return [N] [field | name=field | $field] …`: the first rows as an expression for the search outside. Ground: Search Reference, «return». */
import { searchRow } from "../stage/format-rows.ts";
import { leadingCount, readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, onlyColumns, type Stage } from "../stage/stage.ts";

export { returnCommand as return };

/** `return 5 user src=ip $host`: name and value, another name for it, or the value alone. */
function returnCommand(call: CommandCall): Stage {
  const words = readWords(call, 0, /[\s,]/);
  const { count: most = 1, rest: fields } = leadingCount(words);
  if (fields.length === 0) throw commandError(call, "At least one field must be named.");
  return {
    columns: () => onlyColumns(["search"], true),
    run: allRows((rows) => {
      const each = rows.slice(0, most).map((row) => {
        const terms = fields.flatMap(({ key, text }) => {
          const isBare = text.startsWith("$");
          const value = [row[isBare ? text.slice(1) : text] ?? []].flat()[0];
          if (value === undefined) return [];
          return isBare ? [value] : [`${key ?? text}="${value.replace(/["\\]/g, "\\$&")}"`];
        });
        return terms.join(" ");
      });
      const filled = each.filter((terms) => terms !== "");
      const isBare = fields.every(({ text }) => text.startsWith("$"));
      const shown = isBare && filled.length < 2 ? filled : filled.map((terms) => `(${terms})`);
      return searchRow(shown.join(" OR "));
    }),
  };
}
