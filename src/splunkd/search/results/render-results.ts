/**
 * Rows of a job in the output modes of search/jobs/{sid}/results.
 * Ground: REST API Reference, «search/jobs/{search_id}/results»; the shapes that splunklib and the npm SDK read.
 */
import { stringify } from "csv-stringify/sync";
import { cell, joined, type ResultSet, shown } from "./result-set.ts";
import { resultsAtom, resultsXml } from "./results-xml.ts";

export interface Rendered {
  readonly contentType: string;
  readonly body: string;
}

const JSON_TYPE = "application/json; charset=UTF-8";
const XML_TYPE = "text/xml; charset=UTF-8";
const TEXT_TYPE = "text/plain; charset=UTF-8";

const MODES: Readonly<Record<string, (set: ResultSet) => Rendered>> = {
  json: (set) =>
    jsonDocument({
      ...head(set),
      fields: set.fields.map((name) => ({ name, ...rankOf(name, set) })),
      results: set.rows.map((row) => shown(row, set)),
      highlighted: {},
    }),
  json_rows: (set) =>
    jsonDocument({
      ...head(set),
      fields: set.fields,
      rows: set.rows.map((row) => set.fields.map((name) => cell(name, row) ?? null)),
    }),
  json_cols: (set) =>
    jsonDocument({
      ...head(set),
      fields: set.fields,
      columns: set.fields.map((name) => set.rows.map((row) => cell(name, row) ?? null)),
    }),
  csv: (set) => ({ contentType: "text/csv; charset=UTF-8", body: csv(set) }),
  raw: (set) => ({
    contentType: TEXT_TYPE,
    body: set.rows.map((row) => `${joined(row["_raw"])}\n`).join(""),
  }),
  xml: (set) => ({ contentType: XML_TYPE, body: resultsXml(set) }),
  atom: (set) => ({ contentType: XML_TYPE, body: resultsAtom(set) }),
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
      result: shown(result, set),
    }),
  );
  const none = JSON.stringify({ preview: set.isPreview, lastrow: true });
  return { contentType: JSON_TYPE, body: `${(lines.length === 0 ? [none] : lines).join("\n")}\n` };
}

function head({ isPreview, offset, messages, postProcessCount }: ResultSet): object {
  return {
    preview: isPreview,
    init_offset: offset,
    post_process_count: postProcessCount,
    messages: messages ?? [],
  };
}

/** Ground: `groupby_rank` of the fields after `by`, as public dashboards' results show it. */
function rankOf(name: string, { shape }: ResultSet): object {
  const rank = shape?.groupedBy.indexOf(name) ?? -1;
  return rank === -1 ? {} : { groupby_rank: String(rank) };
}

/** On one line: splunklib's reader takes a line for a document. */
function jsonDocument(document: object): Rendered {
  return { contentType: JSON_TYPE, body: JSON.stringify(document) };
}

function csv({ fields, rows }: ResultSet): string {
  if (fields.length === 0) return "";
  const lines = rows.map((row) => fields.map((name) => joined(cell(name, row))));
  return stringify([fields as string[], ...lines], { quoted_match: /[^A-Za-z0-9]/ });
}
