/** Rows as an expression of the search language, as `format` makes it. Ground: Search Reference, «format». */
import { emptyRow, type MutableRow } from "../../text/row.ts";

export function formatted(rows: readonly MutableRow[]): string {
  const each = rows.map(termsOf).filter((terms) => terms !== "");
  return each.length === 0 ? "NOT ()" : `( ${each.map((terms) => `( ${terms} )`).join(" OR ")} )`;
}

function termsOf(row: MutableRow): string {
  const terms: string[] = [];
  for (const [name, value] of Object.entries(row)) {
    if (name.startsWith("_")) continue;
    const each = [value].flat().map((text) => termOf(name, text));
    if (each.length > 0)
      terms.push(each.length === 1 ? (each[0] ?? "") : `( ${each.join(" OR ")} )`);
  }
  return terms.join(" AND ");
}

function termOf(name: string, value: string): string {
  if (name === "search" || name === "query") return value;
  return `${name}="${value.replace(/["\\]/g, "\\$&")}"`;
}

/** The one row that `format` and `return` give. */
export function searchRow(text: string): MutableRow[] {
  const row = emptyRow();
  row["search"] = text;
  return [row];
}
