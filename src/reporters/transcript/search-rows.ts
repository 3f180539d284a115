/** The final rows of a search as a table, and the notable events that it made. */
import Table from "cli-table3";
import type { SearchRun } from "../../run-search.ts";
import type { Paint } from "../text/paint.ts";
import { printable, printableBlock } from "../../text/printable.ts";

/** Rows, and values in one of them. --json has all. */
const SHOWN = 100;
const WIDEST = 80;

export function searchRows(run: SearchRun, paint: Paint): string {
  if (run.error !== null) return `${paint.bad(printableBlock(run.error, "  "))}\n`;
  const notables = run.notables.map((row) => notableOf(row, paint));
  const effects = run.effects.map((effect) => effectOf(effect, paint));
  return [rowsOf(run, paint) + notesOf(run, paint), ...notables, ...effects].join("\n");
}

/** What the search itself is told; notes on the add-on come from the checks. */
function notesOf({ problems }: SearchRun, paint: Paint): string {
  return problems
    .filter(({ code }) => code === "SEARCH_WARNED")
    .map(({ message }) => `${paint.warn("note:")} ${printable(message)}\n`)
    .join("");
}

function rowsOf({ fields, rows, rowCount }: SearchRun, paint: Paint): string {
  if (rowCount === 0 || fields.length === 0) return `${paint.dim("No results found.")}\n`;
  const table = new Table({
    head: fields.map((field) => printable(field)),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows.slice(0, SHOWN)) table.push(fields.map((field) => cell(row[field])));
  const count = rowCount === 1 ? "1 result" : `${rowCount} results`;
  const shown = Math.min(SHOWN, rows.length);
  const more = rowCount > shown ? `, the first ${shown} shown` : "";
  return `${table.toString()}\n${paint.dim(count + more)}\n`;
}

/** The values of a multivalue field, one below the other, as in Splunk Web. */
function cell(value: string | readonly string[] | undefined): string {
  const values = [value ?? []].flat();
  const lines = values.slice(0, SHOWN).map(short);
  // A table takes time with the square of its lines.
  if (values.length > SHOWN) lines.push(`… ${values.length - SHOWN} more`);
  return lines.join("\n");
}

function short(value: string): string {
  const text = printable(value);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

function effectOf(effect: SearchRun["effects"][number], paint: Paint): string {
  switch (effect.kind) {
    case "event":
      return shownFields(`event of ${effect.action}, not indexed`, effect.event, paint);
    case "mail":
      return shownFields(`mail of ${effect.action}, not sent`, effect.mail, paint);
    case "request": {
      const { method, url, body } = effect;
      return shownFields(`request of ${effect.action}, not sent`, { method, url, body }, paint);
    }
    default:
      return effect satisfies never;
  }
}

function notableOf(row: SearchRun["notables"][number], paint: Paint): string {
  return shownFields("notable event", row, paint);
}

function shownFields(title: string, row: SearchRun["notables"][number], paint: Paint): string {
  const width = Math.max(...Object.keys(row).map((field) => printable(field).length));
  const lines = Object.entries(row)
    .filter(([field]) => field !== "_raw")
    .map(
      ([field, value]) =>
        `  ${printable(field).padEnd(width)}  ${short([value].flat().join(", "))}`,
    );
  return `${paint.bold(title)}\n${lines.join("\n")}\n`;
}
