/** `stats <aggregations> [by <fields>]`. Ground: Search Reference, «stats». */
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { HeldRows, commandTooLarge } from "../../text/limits.ts";
import { breathe, Pace } from "../stage/breath.ts";
import { compareRows } from "../stage/sort-keys.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type Batch, inBatches, type SplWorld, type Stage } from "../stage/stage.ts";
import { Gathering } from "../stats/gathering.ts";
import { readStats } from "../stats/stats-terms.ts";

const OPTIONS = ["allnum", "delim", "partitions", "dedup_splitvals"];

export function stats(call: CommandCall, world: SplWorld): Stage {
  const { terms, by } = readStats(call, world, OPTIONS);
  const isOpen = terms.some((term) => term.field?.isWild === true);
  const names = [
    ...by,
    ...terms.filter((term) => term.field?.isWild !== true).map((term) => term.name),
  ];
  return {
    columns: () => ({ names: new Map(names.map((name) => [name, true])), isOpen }),
    async *run(rows) {
      const groups = new Map<string, { row: MutableRow; gathering: Gathering }>();
      const held = new HeldRows();
      const groupOf = (key: readonly string[]): Gathering => {
        const id = JSON.stringify(key);
        let group = groups.get(id);
        if (group === undefined) {
          const row = emptyRow();
          for (const [place, field] of by.entries()) row[field] = key[place] ?? "";
          held.addSize(id.length + 200);
          groups.set(id, (group = { row, gathering: new Gathering(terms) }));
        }
        return group.gathering;
      };
      const pace = new Pace();
      if (by.length === 0) groupOf([]);
      for await (const batch of rows) {
        for (const row of batch) {
          for (const key of keysOf(row, by)) groupOf(key).add(row);
          if (pace.isDue()) await breathe();
        }
      }
      const out: Batch = [];
      for (const { row, gathering } of groups.values()) {
        gathering.writeTo(row);
        out.push(row);
      }
      out.sort(compareRows(by.map((field) => ({ field, kind: "plain", isDown: false }))));
      yield* inBatches(out);
    },
  };
}

/** Each value of a field goes with each of the others. */
const MOST_KEYS = 1_000_000;

/** A row counts for each value of a multivalue field, and for none where a field is missing. */
function keysOf(row: MutableRow, by: readonly string[]): readonly (readonly string[])[] {
  let keys: (readonly string[])[] = [[]];
  for (const field of by) {
    const value = row[field];
    if (value === undefined) return [];
    const values = typeof value === "string" ? [value] : value;
    if (keys.length * values.length > MOST_KEYS) {
      throw commandTooLarge(
        "stats",
        `A row belongs to more than ${MOST_KEYS} groups.`,
        "Take the fields with many values one by one, with `| mvexpand`.",
      );
    }
    keys = keys.flatMap((key) => values.map((text) => [...key, text]));
  }
  return keys;
}
