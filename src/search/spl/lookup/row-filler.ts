/** Fills fields of one row after the other from a lookup table. */
import type { MutableRow } from "../../text/row.ts";
import type { LookupTable } from "../stage/stage.ts";
import { givenFields, type LookupClause, type Pair } from "./lookup-clause.ts";
import { LookupIndex } from "./lookup-index.ts";
import { type LookupRules, PLAIN_RULES } from "./lookup-rules.ts";

type Value = MutableRow[string];

/** `read` gives the fields to look up by; `row` is changed. */
export type FillRow = (read: (name: string) => Value | undefined, row: MutableRow) => void;

export async function rowFiller(table: LookupTable, clause: LookupClause): Promise<FillRow> {
  const { keys, isNew } = clause;
  const index = await LookupIndex.of(
    table,
    keys.map(({ field }) => field),
  );
  const rules = table.rules ?? PLAIN_RULES;
  const output = { given: givenFields(clause, table), isNew, otherwise: rules.otherwise };
  return (read, row) => {
    const matches = matchesOf(read, keys, index, rules);
    if (matches.length > 0) fill(row, matches, output);
  };
}

/** Undefined where a definition promises more rows than there are: each field has the default then. */
type Match = MutableRow | undefined;

/**
 * A multivalue field asks for each of its values: the settings of transforms.conf count matches «for each value input».
 * An event that lacks a field is not looked up.
 */
function matchesOf(
  read: (name: string) => Value | undefined,
  keys: readonly Pair[],
  index: LookupIndex,
  { least }: LookupRules,
): readonly Match[] {
  let asked: (readonly string[])[] = [[]];
  for (const { name } of keys) {
    const value = read(name);
    if (value === undefined) return [];
    if (typeof value === "string") asked = asked.map((before) => [...before, value]);
    else asked = value.flatMap((single) => asked.map((before) => [...before, single]));
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
