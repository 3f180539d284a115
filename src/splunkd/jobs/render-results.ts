/**
 * Rows of a job in the output modes of search/jobs/{sid}/results.
 * Ground: REST API Reference, «search/jobs/{search_id}/results»; the shapes that splunklib and the npm SDK read.
 */
import { stringify } from "csv-stringify/sync";
import { escapeXml } from "../xml.ts";
import { markTerms } from "./mark-terms.ts";

export type ResultRow = Readonly<Record<string, string | readonly string[]>>;

export interface ResultSet {
  /** In order of appearance. */
  readonly fields: readonly string[];
  readonly rows: readonly ResultRow[];
  /** Number of the first row. */
  readonly offset: number;
  readonly isPreview: boolean;
  /** Rows of a search over the results, where there was one. */
  readonly postProcessCount?: number;
  readonly messages?: readonly { readonly type: string; readonly text: string }[];
  /** Words to be marked in the text of events, in XML. */
  readonly marks?: readonly string[];
}

export interface Rendered {
  readonly contentType: string;
  readonly body: string;
}

const JSON_TYPE = "application/json; charset=UTF-8";
const XML_TYPE = "text/xml; charset=UTF-8";
const TEXT_TYPE = "text/plain; charset=UTF-8";

const MODES: Readonly<Record<string, (set: ResultSet) => Rendered>> = {
  json: (set) => asJson({ ...head(set), fields: set.fields.map((name) => ({ name })) }, set),
  json_rows: (set) => jsonDocument({ ...head(set), fields: set.fields, rows: cells(set) }),
  json_cols: (set) =>
    jsonDocument({
      ...head(set),
      fields: set.fields,
      columns: set.fields.map((name) => set.rows.map((row) => row[name] ?? null)),
    }),
  csv: (set) => ({ contentType: "text/csv; charset=UTF-8", body: csv(set) }),
  raw: (set) => ({
    contentType: TEXT_TYPE,
    body: set.rows.map((row) => `${joined(row["_raw"])}\n`).join(""),
  }),
  xml: (set) => ({ contentType: XML_TYPE, body: resultsXml(set) }),
};

/** undefined for a mode that does not exist. */
export function renderResults(mode: string, set: ResultSet): Rendered | undefined {
  return Object.hasOwn(MODES, mode) ? MODES[mode]?.(set) : undefined;
}

/** One JSON object a line, as search/jobs/export streams them. */
export function exportLines(set: ResultSet): Rendered {
  const last = set.rows.length - 1;
  const lines = set.rows.map((result, number) =>
    JSON.stringify({
      preview: set.isPreview,
      offset: set.offset + number,
      ...(number === last ? { lastrow: true } : {}),
      result,
    }),
  );
  const none = JSON.stringify({ preview: set.isPreview, lastrow: true });
  return { contentType: JSON_TYPE, body: `${(lines.length === 0 ? [none] : lines).join("\n")}\n` };
}

function head({ isPreview, offset, messages, postProcessCount }: ResultSet): object {
  const post = postProcessCount === undefined ? {} : { post_process_count: postProcessCount };
  return { preview: isPreview, init_offset: offset, ...post, messages: messages ?? [] };
}

function asJson(start: object, { rows }: ResultSet): Rendered {
  return jsonDocument({ ...start, results: rows, highlighted: {} });
}

/** On one line: splunklib's reader takes a line for a document. */
function jsonDocument(document: object): Rendered {
  return { contentType: JSON_TYPE, body: JSON.stringify(document) };
}

function cells({ fields, rows }: ResultSet): (string | readonly string[] | null)[][] {
  return rows.map((row) => fields.map((name) => row[name] ?? null));
}

function csv({ fields, rows }: ResultSet): string {
  if (fields.length === 0) return "";
  const lines = rows.map((row) => fields.map((name) => joined(row[name])));
  return stringify([fields as string[], ...lines], { quoted_match: /[^A-Za-z0-9]/ });
}

function joined(value: string | readonly string[] | undefined): string {
  return typeof value === "string" || value === undefined ? (value ?? "") : value.join("\n");
}

function resultsXml(set: ResultSet): string {
  const start = "<?xml version='1.0' encoding='UTF-8'?>\n";
  const preview = set.isPreview ? 1 : 0;
  const told = (set.messages ?? []).map(
    ({ type, text }) => `<msg type="${escapeXml(type)}">${escapeXml(text)}</msg>`,
  );
  if (set.rows.length === 0 && told.length === 0)
    return `${start}<results preview='${preview}'/>\n`;
  const order = set.fields.map((name) => `<field>${escapeXml(name)}</field>\n`).join("");
  const rows = set.rows.map((row, number) => xmlRow(row, set, set.offset + number));
  return (
    `${start}<results preview='${preview}'>\n<meta>\n<fieldOrder>\n${order}</fieldOrder>\n</meta>\n` +
    `<messages>\n${told.join("\n")}\n</messages>\n${rows.join("")}</results>\n`
  );
}

function xmlRow(row: ResultRow, { fields, marks = [] }: ResultSet, offset: number): string {
  const all = fields.flatMap((name) => {
    const value = row[name];
    if (value === undefined) return [];
    return [`\t<field k='${escapeXml(name)}'>${xmlValue(name, value, marks)}</field>\n`];
  });
  return `<result offset='${offset}'>\n${all.join("")}</result>\n`;
}

/** The text of an event has an element of its own. */
function xmlValue(
  name: string,
  value: string | readonly string[],
  marks: readonly string[],
): string {
  if (name === "_raw")
    return `<v xml:space='preserve' trunc='0'>${markTerms(joined(value), marks)}</v>`;
  const values = typeof value === "string" ? [value] : value;
  return `\n${values.map((text) => `\t\t<value><text>${escapeXml(text)}</text></value>\n`).join("")}\t`;
}
