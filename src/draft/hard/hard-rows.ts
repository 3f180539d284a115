/** Rows that are hard for an action: none, many, odd values in the fields that it uses, odd ids. */
import type { Given } from "../../scenario/file/scenario.ts";
import type { Draft, DraftRow } from "../draft.ts";
import { HARD_VALUES, SEVERAL } from "./hard-values.ts";

export interface HardCase {
  readonly title: string;
  readonly given: Given;
}

/** Far more than a page of an API has, few enough to run at once. */
const MANY = 1000;

export function hardCases(draft: Draft): HardCase[] {
  const { row } = draft;
  const fields = usedFields(draft);
  const withAll = (value: string | readonly string[]): DraftRow => ({
    ...row,
    ...Object.fromEntries(fields.map((field) => [field, value])),
  });
  const { _time: _, ...withoutTime } = row;
  const rows: [title: string, rows: Given["rows"]][] = [
    ["no rows", []],
    ["one row", [row]],
    [`${MANY} rows`, { generate: { count: MANY, fields: row } }],
    ...fields.map((field): [string, Given["rows"]] => [
      `several values of ${field}`,
      [{ ...row, [field]: SEVERAL }],
    ]),
    ...HARD_VALUES.map(({ title, value }): [string, Given["rows"]] => [title, [withAll(value)]]),
    ["values of 100 kB", { spl: largeRow(fields) }],
    [
      "the same rid twice",
      [
        { ...row, rid: "0" },
        { ...row, rid: "0" },
      ],
    ],
    ["an empty rid", [{ ...row, rid: "" }]],
    ["no _time", [withoutTime]],
  ];
  return [
    ...rows.map(([title, given]): HardCase => ({ title, given: { rows: given } })),
    ...modesOf(draft),
  ];
}

function modesOf({ action, row }: Draft): HardCase[] {
  const modes = ["saved", "per-result"] as const;
  const all = modes.map((mode): HardCase => ({
    title: `mode ${mode}`,
    given: { mode, rows: [row, row] },
  }));
  const onNotable: HardCase = {
    title: "mode es-adhoc",
    given: { mode: "es-adhoc", rows: { notable: true } },
  };
  return action.cam?.["supports_adhoc"] === true ? [...all, onNotable] : all;
}

/** The fields that the scripts, the tokens, and the parameters name; else those of the plain row. */
export function usedFields({ action, asked, params, row }: Draft): string[] {
  const values = [
    ...Object.values(params),
    ...[...action.params.values()].map(({ value }) => value),
  ];
  const tokens = values.flatMap((value) =>
    [...value.matchAll(/\$result\.([\w.:-]+)\$/g)].map((match) => match[1] ?? ""),
  );
  const named = values.filter((value) => Object.hasOwn(row, value));
  const used = new Set([...asked.fields, ...tokens, ...named].filter((field) => field !== "_time"));
  const plain = Object.keys(row).filter((field) => field !== "_time");
  return (used.size > 0 ? [...used] : plain).slice(0, 12);
}

/** `printf` makes no more than 1,000 characters at once, so they are put together twice. */
function largeRow(fields: readonly string[]): string {
  const tenfold = Array.from({ length: 10 }, () => "x").join(".");
  const sets = fields.filter((field) => /^\w+$/.test(field)).map((field) => `${field}=x`);
  return `| makeresults | eval x=printf("%01000d", 0), x=${tenfold}, x=${tenfold}, ${sets.join(", ")} | fields - x`;
}
