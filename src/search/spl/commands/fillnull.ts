/** `fillnull [value=…] [<fields>]`. Ground: Search Reference, «fillnull»: without fields, every field that any row has. */
import { readArgs } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import {
  allRows,
  type Batch,
  eachRow,
  type Stage,
  unchanged,
  withColumns,
} from "../stage/stage.ts";

export function fillnull(call: CommandCall): Stage {
  const { options, rest } = readArgs(call, ["value"]);
  const value = options.get("value")?.text ?? "0";
  const fields = rest.map(({ text }) => text);
  if (fields.length > 0) {
    return {
      columns: (before) => withColumns(before, fields),
      run: eachRow(() => (row) => {
        for (const field of fields) if (isNull(row[field])) row[field] = value;
        return row;
      }),
    };
  }
  return { columns: unchanged, run: allRows((rows) => fillAll(rows, value)) };
}

function fillAll(rows: Batch, value: string): Batch {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) if (!name.startsWith("_")) names.add(name);
  for (const row of rows) for (const name of names) if (isNull(row[name])) row[name] = value;
  return rows;
}

function isNull(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value === "";
}
