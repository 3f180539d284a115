/** `fields [+|-] <list>`. Ground: Search Reference, «fields»: internal fields stay unless they are taken away by name. */
import { emptyRow } from "../../text/row.ts";
import { expandNames, fieldPattern } from "../stage/field-patterns.ts";
import { readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type Columns, eachRow, type Stage } from "../stage/stage.ts";

export function fields(call: CommandCall): Stage {
  const sign = /^[+-](?=\s|\w|"|\*)/.exec(call.args)?.[0] ?? "";
  const words = readWords(call, sign.length);
  if (words.length === 0) {
    throw commandError(call, "Must specify at least one valid field name (can contain wildcards).");
  }
  const patterns = words.map((word) => fieldPattern(word.text));
  const isNamed = (name: string): boolean => patterns.some((pattern) => pattern.test(name));
  const isKept = (name: string): boolean =>
    sign === "-" ? !isNamed(name) : name.startsWith("_") || isNamed(name);
  const columns = ({ names, isOpen }: Columns): Columns => {
    const kept = [...names].filter(([name]) => isKept(name));
    if (sign === "-") return { names: new Map(kept), isOpen };
    const order = [
      ...kept.map(([name]) => name).filter((name) => name.startsWith("_")),
      ...expandNames(patterns, names.keys()),
    ];
    const isSure = (name: string): boolean => names.get(name) ?? false;
    return { names: new Map(order.map((name) => [name, isSure(name)])), isOpen };
  };
  return {
    columns,
    run: eachRow(() => (row) => {
      const out = emptyRow();
      for (const name in row) {
        const value = row[name];
        if (value !== undefined && isKept(name)) out[name] = value;
      }
      return out;
    }),
  };
}
