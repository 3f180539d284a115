/** `dedup [N] <fields> [keepevents=…] [keepempty=…] [consecutive=…] [sortby …]`. Ground: searchbnf.conf, «dedup-command». */
import type { MutableRow } from "../../text/row.ts";
import { leadingCount, optionIn, readWords, splitAt, type Word, yesOrNo } from "../read-words.ts";
import { compareRows } from "../stage/sort-keys.ts";
import { readSortKeys } from "../stage/read-sort-keys.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, eachRow, type Stage, unchanged } from "../stage/stage.ts";

export function dedup(call: CommandCall): Stage {
  const { before, keyword, after } = splitAt(readWords(call), /^sortby$/i);
  const rules = readRules(call, before);
  if (keyword === undefined) return { columns: unchanged, run: eachRow(() => deduper(rules)) };
  const compare = compareRows(readSortKeys(call, after));
  return {
    columns: unchanged,
    run: allRows((rows) => {
      const keep = deduper(rules);
      return rows.sort(compare).filter((row) => keep(row) !== undefined);
    }),
  };
}

function readRules(call: CommandCall, words: readonly Word[]): Rules {
  const plain = words.filter(({ key }) => key === undefined);
  const { count: limit = 1, rest } = leadingCount(plain);
  if (limit < 1) {
    throw commandError(call, "The limit option is invalid. It must be >= 1.", {
      at: plain[0]?.start,
    });
  }
  const fields = rest.map(({ text }) => text);
  checkFields(call, fields);
  const flag = (name: string): boolean => yesOrNo(call, optionIn(words, name), false);
  return {
    limit,
    fields,
    keepsEvents: flag("keepevents"),
    keepsEmpty: flag("keepempty"),
    isConsecutive: flag("consecutive"),
  };
}

function checkFields(call: CommandCall, fields: readonly string[]): void {
  if (fields.length === 0) {
    throw commandError(call, "At least one field must be given as an argument.");
  }
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  if (twice === undefined) return;
  throw commandError(
    call,
    `The field '${twice}' is specified multiple times. It should only be specified once.`,
  );
}

interface Rules {
  readonly limit: number;
  readonly fields: readonly string[];
  readonly keepsEvents: boolean;
  readonly keepsEmpty: boolean;
  readonly isConsecutive: boolean;
}

function deduper(rules: Rules): (row: MutableRow) => MutableRow | undefined {
  const seen = new Map<string, number>();
  return (row) => {
    const values = rules.fields.map((field) => row[field]);
    if (values.includes(undefined)) return rules.keepsEmpty ? row : undefined;
    const key = JSON.stringify(values);
    const before = seen.get(key) ?? 0;
    if (rules.isConsecutive && before === 0) seen.clear();
    seen.set(key, before + 1);
    if (before < rules.limit) return row;
    if (!rules.keepsEvents) return undefined;
    for (const field of rules.fields) delete row[field];
    return row;
  };
}
