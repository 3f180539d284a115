/**
 * `lookup <table> <field> [AS <field of the row>] … [OUTPUT|OUTPUTNEW <field> [AS <name>] …]`.
 * Ground: Search Reference, «lookup»; transforms.conf.spec for how values are compared.
 */
import type { MutableRow } from "../../text/row.ts";
import { LookupIndex } from "../lookup/lookup-index.ts";
import { type LookupRules, PLAIN_RULES } from "../lookup/lookup-rules.ts";
import { readWords, splitAt, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type LookupTable, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";

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
      const fields = keys.map(({ field }) => field);
      const index = await LookupIndex.of(table, fields);
      const rules = table.rules ?? PLAIN_RULES;
      const output = { given, isNew, otherwise: rules.otherwise };
      for await (const batch of rows) {
        for (const row of batch) {
          const matches = matchesOf(row, keys, index, rules);
          if (matches.length > 0) fill(row, matches, output);
        }
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

/** Undefined where a definition promises more rows than there are: each field has the default then. */
type Match = MutableRow | undefined;

/**
 * A multivalue field asks for each of its values: the settings of transforms.conf count matches «for each value input».
 * An event that lacks a field is not looked up.
 */
function matchesOf(
  row: MutableRow,
  keys: readonly Pair[],
  index: LookupIndex,
  { least }: LookupRules,
): readonly Match[] {
  let asked: (readonly string[])[] = [[]];
  for (const { name } of keys) {
    const value = row[name];
    if (value === undefined) return [];
    if (typeof value === "string") asked = asked.map((before) => [...before, value]);
    else asked = value.flatMap((one) => asked.map((before) => [...before, one]));
    asked.length = Math.min(asked.length, PLAIN_RULES.most);
  }
  const [only, second] = asked;
  if (only !== undefined && second === undefined && least === 0) return index.find(only);
  return asked.flatMap((values) => {
    const matches: Match[] = [...index.find(values)];
    while (matches.length < least) matches.push(undefined);
    return matches;
  });
}

interface Output {
  readonly given: readonly Pair[];
  readonly isNew: boolean;
  readonly otherwise: string;
}

function fill(
  row: MutableRow,
  matches: readonly Match[],
  { given, isNew, otherwise }: Output,
): void {
  for (const { field, name } of given) {
    if (isNew && row[name] !== undefined) continue;
    const values = matches.flatMap((match) =>
      match === undefined ? otherwise : (match[field] ?? []),
    );
    const [value] = values;
    if (value !== undefined) row[name] = values.length === 1 ? value : values;
  }
}
