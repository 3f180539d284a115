/** `top` and `rare`: how often each value comes. Ground: Search Reference, «top», «rare». */
import type { MutableRow } from "../../text/row.ts";
import { readWords, type Word, wholeNumber, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, onlyColumns, type Stage } from "../stage/stage.ts";

const USUAL = 10;

export function top(call: CommandCall): Stage {
  return counted(call, (one, other) => other - one);
}

export function rare(call: CommandCall): Stage {
  return counted(call, (one, other) => one - other);
}

function counted(call: CommandCall, order: (one: number, other: number) => number): Stage {
  const words = [...readWords(call)];
  const option = (key: string): Word | undefined => words.find((word) => word.key === key);
  const plain = words.filter((word) => word.key === undefined);
  const isCount = !plain[0]?.isQuoted && /^\d+$/.test(plain[0]?.text ?? "");
  const limit = isCount ? Number(plain.shift()?.text) : wholeNumber(call, option("limit"), USUAL);
  const byAt = plain.findIndex((word) => !word.isQuoted && word.text.toLowerCase() === "by");
  const names = plain.map((word) => word.text);
  const fields = byAt < 0 ? names : names.slice(0, byAt);
  const by = byAt < 0 ? [] : names.slice(byAt + 1);
  if (fields.length === 0) {
    throw commandError(call, "Must specify at least one field to count.");
  }
  const countField = option("countfield")?.text ?? "count";
  const percentField = option("percentfield")?.text ?? "percent";
  const shown = [
    ...(yesOrNo(call, option("showcount"), true) ? [countField] : []),
    ...(yesOrNo(call, option("showperc"), true) ? [percentField] : []),
  ];
  const most = limit === 0 ? Infinity : limit;
  return {
    columns: () => onlyColumns([...by, ...fields, ...shown], true),
    run: allRows((rows) => {
      const groups = new Map<string, Group>();
      for (const row of rows) count(row, by, fields, groups);
      return [...groups.values()].flatMap(({ row: group, total, values }) =>
        [...values.values()]
          .sort((one, other) => order(one.count, other.count))
          .slice(0, most)
          .map(({ row, count: times }) => {
            const told: MutableRow = { ...group, ...row };
            if (shown.includes(countField)) told[countField] = String(times);
            if (shown.includes(percentField))
              told[percentField] = ((times / total) * 100).toFixed(6);
            return told;
          }),
      );
    }),
  };
}

interface Group {
  readonly row: MutableRow;
  total: number;
  readonly values: Map<string, { readonly row: MutableRow; count: number }>;
}

/** A row without one of the fields is not counted. */
function count(
  row: MutableRow,
  by: readonly string[],
  fields: readonly string[],
  groups: Map<string, Group>,
): void {
  const [group, value] = [only(row, by), only(row, fields)];
  if (group === undefined || value === undefined) return;
  const groupKey = JSON.stringify(group);
  const there = groups.get(groupKey) ?? { row: group, total: 0, values: new Map() };
  groups.set(groupKey, there);
  there.total += 1;
  const key = JSON.stringify(value);
  const known = there.values.get(key) ?? { row: value, count: 0 };
  known.count += 1;
  there.values.set(key, known);
}

function only(row: MutableRow, names: readonly string[]): MutableRow | undefined {
  const made = Object.create(null) as MutableRow;
  for (const name of names) {
    const value = row[name];
    if (value === undefined) return undefined;
    made[name] = value;
  }
  return made;
}
