/** `eventstats <aggregations> [by <fields>]`: the aggregates of all rows, written into each. Ground: Search Reference, «eventstats». */
import type { MutableRow } from "../../text/row.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";
import { Gathering } from "../stats/gathering.ts";
import { readStats } from "../stats/stats-terms.ts";

export function eventstats(call: CommandCall, world: SplWorld): Stage {
  const { terms, by } = readStats(call, world, ["allnum"]);
  const named = terms.filter((term) => term.field?.isWild !== true).map((term) => term.name);
  const groupOf = (row: MutableRow): string | undefined => {
    const key = by.map((field) => row[field]);
    return key.includes(undefined) ? undefined : JSON.stringify(key);
  };
  return {
    columns: (before) => {
      const after = withColumns(before, named);
      return { names: after.names, isOpen: after.isOpen || named.length < terms.length };
    },
    run: allRows((rows) => {
      const groups = new Map<string, Gathering>();
      const ids = rows.map(groupOf);
      for (const [place, row] of rows.entries()) {
        const id = ids[place];
        if (id === undefined) continue;
        const group = groups.get(id) ?? new Gathering(terms);
        groups.set(id, group);
        group.add(row);
      }
      for (const [place, row] of rows.entries()) {
        const id = ids[place];
        if (id !== undefined) groups.get(id)?.writeTo(row);
      }
      return rows;
    }),
  };
}
