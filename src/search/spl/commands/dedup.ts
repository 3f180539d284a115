/** `dedup [N] <fields> [keepevents=…] [keepempty=…] [consecutive=…] [sortby …]`. Ground: searchbnf.conf, «dedup-command». */
import type { MutableRow } from "../../text/row.ts";
import { readWords, type Word, yesOrNo } from "../read-words.ts";
import { compareRows } from "../stage/sort-keys.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { allRows, eachRow, type Stage, unchanged } from "../stage/stage.ts";
import { readSortKeys } from "./sort.ts";

export function dedup(call: CommandCall): Stage {
  const words = readWords(call);
  const sortAt = words.findIndex((word) => !word.isQuoted && word.text.toLowerCase() === "sortby");
  const own = sortAt < 0 ? words : words.slice(0, sortAt);
  const option = (key: string): Word | undefined => own.find((word) => word.key === key);
  const plain = own.filter((word) => word.key === undefined);
  const isCount = /^\d+$/.test(plain[0]?.text ?? "");
  const limit = isCount ? Number(plain[0]?.text) : 1;
  const fields = plain.slice(isCount ? 1 : 0).map((word) => word.text);
  if (limit < 1) {
    throw commandError(call, "The limit option is invalid. It must be >= 1.", {
      at: plain[0]?.start ?? call.start,
    });
  }
  if (fields.length === 0) {
    throw commandError(call, "At least one field must be given as an argument.");
  }
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  if (twice !== undefined) {
    throw commandError(
      call,
      `The field '${twice}' is specified multiple times. It should only be specified once.`,
    );
  }
  const rules = {
    limit,
    fields,
    keepsEvents: yesOrNo(call, option("keepevents"), false),
    keepsEmpty: yesOrNo(call, option("keepempty"), false),
    isConsecutive: yesOrNo(call, option("consecutive"), false),
  };
  if (sortAt < 0) return { columns: unchanged, run: eachRow(() => deduper(rules)) };
  const compare = compareRows(readSortKeys(call, words.slice(sortAt + 1)));
  return {
    columns: unchanged,
    run: allRows((rows) => {
      const keep = deduper(rules);
      return rows.sort(compare).filter((row) => keep(row) !== undefined);
    }),
  };
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
