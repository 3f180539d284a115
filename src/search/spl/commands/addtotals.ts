/**
 * `addtotals [row=…] [col=…] [fieldname=…] [labelfield=…] [label=…] [<fields>]`: the sum of the numbers of each row, and
 * of each column in a row at the end. Ground: Search Reference, «addtotals».
 */
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { readArgs, yesOrNo } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { fieldPattern } from "../stage/field-patterns.ts";
import { numberOf } from "../stage/sort-keys.ts";
import { type Stage, withColumns } from "../stage/stage.ts";

const OPTIONS = ["row", "col", "fieldname", "labelfield", "label"];

export function addtotals(call: CommandCall): Stage {
  const { options, rest } = readArgs(call, OPTIONS);
  const patterns = rest.map(({ text }) => fieldPattern(text));
  const isAsked = (name: string): boolean =>
    patterns.length === 0 ? !name.startsWith("_") : patterns.some((pattern) => pattern.test(name));
  const hasRow = yesOrNo(call, options.get("row"), true);
  const hasColumn = yesOrNo(call, options.get("col"), false);
  const total = options.get("fieldname")?.text ?? "Total";
  const labelField = options.get("labelfield")?.text;
  const label = options.get("label")?.text ?? "Total";
  return {
    columns: (before) =>
      withColumns(before, [
        ...(hasRow ? [total] : []),
        ...(hasColumn && labelField ? [labelField] : []),
      ]),
    async *run(rows) {
      const sums = new Map<string, number>();
      for await (const batch of rows) {
        for (const row of batch) {
          const numbers = numbersOf(row, isAsked);
          // Guess: a row without a number has a total of 0.
          if (hasRow) {
            const sum = numbers.reduce((before, [, number]) => before + number, 0);
            numbers.push([total, sum]);
            row[total] = numberText(sum);
          }
          if (hasColumn)
            for (const [name, number] of numbers) sums.set(name, (sums.get(name) ?? 0) + number);
        }
        yield batch;
      }
      if (!hasColumn) return;
      const last = emptyRow();
      for (const [name, sum] of sums) last[name] = numberText(sum);
      if (labelField !== undefined) last[labelField] = label;
      yield [last];
    },
  };
}

function numbersOf(row: MutableRow, isAsked: (name: string) => boolean): [string, number][] {
  const numbers: [string, number][] = [];
  for (const name in row) {
    const value = row[name];
    const number = typeof value === "string" && isAsked(name) ? numberOf(value) : undefined;
    if (number !== undefined) numbers.push([name, number]);
  }
  return numbers;
}

function numberText(sum: number): string {
  return String(Number(sum.toPrecision(15)));
}
