/** `top` and `rare`: how often each value comes. Ground: Search Reference, «top», «rare». */
import { emptyRow, type MutableRow } from "../../text/row.ts";
import {
  isKeyword,
  leadingCount,
  optionIn,
  readWords,
  splitAt,
  wholeNumber,
  yesOrNo,
} from "../read-words.ts";
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
  const asked = readCounted(call);
  const { by, fields, countField, percentField, most } = asked;
  const shown = [countField, percentField].filter((name) => name !== undefined);
  return {
    columns: () => onlyColumns([...by, ...fields, ...shown], true),
    run: allRows((rows) => {
      const groups = new Map<string, Group>();
      for (const row of rows) count(row, by, fields, groups);
      return [...groups.values()].flatMap((group) => {
        const values = [...group.values.values()].sort((one, other) =>
          order(one.count, other.count),
        );
        const others = othersOf(values.slice(most), asked);
        return [...values.slice(0, most), ...others].map((value) =>
          withCounts(group, value, asked),
        );
      });
    }),
  };
}

interface Value {
  readonly row: MutableRow;
  count: number;
}

/** What did not find its place in the list, as one. */
function othersOf(values: readonly Value[], { fields, otherName }: Counted): Value[] {
  if (otherName === undefined || values.length === 0) return [];
  const row = emptyRow();
  for (const field of fields) row[field] = otherName;
  return [{ row, count: values.reduce((sum, { count }) => sum + count, 0) }];
}

interface Counted {
  readonly fields: readonly string[];
  readonly by: readonly string[];
  readonly most: number;
  /** Undefined where the column is not wanted. */
  readonly countField: string | undefined;
  readonly percentField: string | undefined;
  /** Undefined where the others are left out. */
  readonly otherName: string | undefined;
}

function readCounted(call: CommandCall): Counted {
  const words = readWords(call);
  const plain = words.filter(({ key }) => key === undefined);
  const { count: leading, rest } = isKeyword(plain[0], /./)
    ? leadingCount(plain)
    : { count: undefined, rest: plain };
  const limit = leading ?? wholeNumber(call, optionIn(words, "limit"), USUAL);
  const { before, after } = splitAt(rest, /^by$/i);
  if (before.length === 0) throw commandError(call, "Must specify at least one field to count.");
  const column = (show: string, name: string, usual: string): string | undefined =>
    yesOrNo(call, optionIn(words, show), true) ? (optionIn(words, name)?.text ?? usual) : undefined;
  return {
    fields: before.map(({ text }) => text),
    by: after.map(({ text }) => text),
    most: limit === 0 ? Infinity : limit,
    countField: column("showcount", "countfield", "count"),
    percentField: column("showperc", "percentfield", "percent"),
    otherName: yesOrNo(call, optionIn(words, "useother"), false)
      ? (optionIn(words, "otherstr")?.text ?? "OTHER")
      : undefined,
  };
}

function withCounts(
  { row, total }: Group,
  value: Value,
  { countField, percentField }: Counted,
): MutableRow {
  const shown: MutableRow = { ...row, ...value.row };
  if (countField !== undefined) shown[countField] = String(value.count);
  if (percentField !== undefined) shown[percentField] = ((value.count / total) * 100).toFixed(6);
  return shown;
}

interface Group {
  readonly row: MutableRow;
  total: number;
  readonly values: Map<string, Value>;
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
  const made = emptyRow();
  for (const name of names) {
    const value = row[name];
    if (value === undefined) return undefined;
    made[name] = value;
  }
  return made;
}
