/** Values of fields that break scripts which plain rows do not: each is text that an event may hold. */

export interface HardValue {
  readonly title: string;
  readonly value: string | readonly string[];
}

const EMPTY: HardValue = { title: "empty values", value: "" };

/** One at a time, in all fields that the action uses. */
export const HARD_VALUES: readonly HardValue[] = [
  EMPTY,
  { title: "quotes", value: `say "yes" and 'no'` },
  { title: "backslashes", value: "C:\\new\\table\\" },
  { title: "a line feed", value: "first line\nsecond line" },
  { title: "non-ASCII text", value: "Zoë 日本語 עברית 🦄" },
];

/** Beside them, for draws: what a template, a query, a shell, a number, or a path takes for something else. */
export const ODD_VALUES: readonly string[] = [
  "0",
  "-1",
  "1e309",
  "NaN",
  "null",
  "None",
  "true",
  "$result.src$",
  "%s %(x)s {0} {x}",
  "<b>&amp;</b>",
  "'; DROP TABLE x; --",
  "$(id) `id` | id",
  "../../etc/passwd",
  "a,b;c|d\te",
  " leading and trailing ",
  "=1+1",
  "\u202eabc",
  "e\u0301",
  "2024-02-30T25:61:00Z",
  '{"a": [1, {"b": null}]}',
];

export const SEVERAL: readonly string[] = ["first value", "second value"];
