/**
 * `lookup <table> <field> [AS <field of the row>] … [OUTPUT|OUTPUTNEW <field> [AS <name>] …]`.
 * Ground: Search Reference, «lookup». Guess: values are compared as they stand, with `*` in a table as text.
 */
import type { MutableRow } from "../../text/row.ts";
import { readWords, splitAt, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import {
  type Batch,
  type LookupTable,
  type SplWorld,
  type Stage,
  withColumns,
} from "../stage/stage.ts";

/** Ground: transforms.conf.spec, `max_matches` of a lookup without times. */
const MOST_MATCHES = 1000;

interface Pair {
  /** In the table. */
  readonly field: string;
  /** In the row. */
  readonly name: string;
}

export function lookup(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call).filter(
    ({ key }) => key === undefined || !/^(?:local|update|event_time_field)$/i.test(key),
  );
  const [first, ...others] = words;
  const table = tableOf(call, world, first);
  const { before, keyword, after } = splitAt(others, /^output(?:new)?$/i);
  const keys = pairsOf(before);
  if (keys.length === 0) throw commandError(call, "Must specify one or more lookup fields.");
  const isNew = /^outputnew$/i.test(keyword?.text ?? "");
  const asked = pairsOf(after);
  const given = asked.length > 0 ? asked : allBut(keys, table);
  return {
    columns: (columns) =>
      withColumns(
        columns,
        given.map(({ name }) => name),
      ),
    async *run(rows) {
      const index = await indexOf(table, keys);
      for await (const batch of rows) {
        for (const row of batch) fill(row, index.get(keyOf(row, keys, "name")) ?? [], given, isNew);
        yield batch;
      }
    },
  };
}

function tableOf(call: CommandCall, world: SplWorld, word: Word | undefined): LookupTable {
  const table = word && world.lookup?.(word.text);
  if (table !== undefined) return table;
  throw commandError(
    call,
    word === undefined
      ? "Must specify the lookup table."
      : `Could not construct lookup '${call.args}'. See search.log for more details.`,
    { hint: `There is ${world.lookups?.().join(", ") || "none"}.` },
  );
}

function pairsOf(words: readonly Word[]): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const field = words[at]?.text ?? "";
    const isRenamed = /^as$/i.test(words[at + 1]?.text ?? "");
    pairs.push({ field, name: isRenamed ? (words[at + 2]?.text ?? field) : field });
    if (isRenamed) at += 2;
  }
  return pairs;
}

function allBut(keys: readonly Pair[], { fields }: LookupTable): Pair[] {
  const used = new Set(keys.map(({ field }) => field));
  return fields.filter((field) => !used.has(field)).map((field) => ({ field, name: field }));
}

function keyOf(row: MutableRow, keys: readonly Pair[], side: keyof Pair): string {
  return JSON.stringify(keys.map((key) => [row[key[side]] ?? null].flat()[0]));
}

async function indexOf(table: LookupTable, keys: readonly Pair[]): Promise<Map<string, Batch>> {
  const index = new Map<string, Batch>();
  for await (const batch of table.rows()) {
    for (const row of batch) {
      const id = keyOf(row, keys, "field");
      const known = index.get(id);
      if (known === undefined) index.set(id, [row]);
      else if (known.length < MOST_MATCHES) known.push(row);
    }
  }
  return index;
}

function fill(row: MutableRow, matches: Batch, given: readonly Pair[], isNew: boolean): void {
  if (matches.length === 0) return;
  for (const { field, name } of given) {
    if (isNew && row[name] !== undefined) continue;
    const values = matches.flatMap((match) => match[field] ?? []);
    const [value] = values;
    if (value !== undefined) row[name] = values.length === 1 ? value : values;
  }
}
