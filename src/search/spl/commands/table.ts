/** `table <list>`. Ground: Search Reference, «table»: the columns in this order, also those that no row has. */
import { emptyRow } from "../../text/row.ts";
import { expandNames, fieldPattern } from "../stage/field-patterns.ts";
import { readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage } from "../stage/stage.ts";

export function table(call: CommandCall): Stage {
  const words = readWords(call);
  if (words.length === 0) throw commandError(call, "Must specify at least one field name.");
  const patterns = words.map((word) => fieldPattern(word.text));
  const isWild = patterns.some((pattern) => pattern.isWild);
  const fixed = patterns.map((pattern) => pattern.text);
  return {
    columns: ({ names, isOpen }) => ({
      names: new Map(
        expandNames(patterns, names.keys()).map((name) => [name, names.get(name) ?? !isWild]),
      ),
      isOpen: isOpen && isWild,
    }),
    run: eachRow(() => (row) => {
      const out = emptyRow();
      for (const name of isWild ? expandNames(patterns, Object.keys(row)) : fixed) {
        const value = row[name];
        if (value !== undefined) out[name] = value;
      }
      return out;
    }),
  };
}
