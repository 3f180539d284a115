/**
 * What `lookup`, and a LOOKUP- of props.conf, ask of a table:
 * `<table> <field> [AS <field of the row>] … [OUTPUT|OUTPUTNEW <field> [AS <name>] …]`.
 * Ground: Search Reference, «lookup»; props.conf.spec, LOOKUP-<class>.
 */
import { readWords, splitAt, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { LookupTable } from "../stage/stage.ts";

export interface Pair {
  /** In the table. */
  readonly field: string;
  /** In the row. */
  readonly name: string;
}

export interface LookupClause {
  /** undefined where nothing stands there. */
  readonly table: string | undefined;
  readonly keys: readonly Pair[];
  /** None: all fields of the table but the keys. */
  readonly asked: readonly Pair[];
  /** Whether fields that have a value are left alone. */
  readonly isNew: boolean;
}

export function readLookupClause(call: CommandCall): LookupClause {
  const words = readWords(call).filter(
    ({ key }) => key === undefined || !/^(?:local|update|event_time_field)$/i.test(key),
  );
  const [first, ...others] = words;
  const { before, keyword, after } = splitAt(others, /^output(?:new)?$/i);
  const keys = pairsOf(before);
  if (first !== undefined && keys.length === 0)
    throw commandError(call, "Must specify one or more lookup fields.");
  return {
    table: first?.text,
    keys,
    asked: pairsOf(after),
    isNew: /^outputnew$/i.test(keyword?.text ?? ""),
  };
}

export function givenFields({ keys, asked }: LookupClause, table: LookupTable): readonly Pair[] {
  return asked.length > 0 ? asked : allBut(keys, table);
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
