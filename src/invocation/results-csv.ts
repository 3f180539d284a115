/** The text of a results CSV as splunkd writes it for external programs: seen in captures of 8.2. */
import { stringify } from "csv-stringify/sync";
import type { Row } from "./invocation.ts";
import { encodeMultivalue } from "./multivalue.ts";

/** splunkd quotes every cell that is not purely alphanumeric, and leaves an empty one bare. */
const QUOTED = /[^A-Za-z0-9]/;

/** Plain columns first, their `__mv_` twins after them in the same order. */
export function resultsHeader(fields: readonly string[]): string {
  if (fields.length === 0) return "";
  return stringify([[...fields, ...fields.map((field) => `__mv_${field}`)]], {
    quoted_match: QUOTED,
  });
}

export function resultsRecords(rows: readonly Row[], fields: readonly string[]): string {
  if (fields.length === 0) return "";
  let hasMultivalue = false;
  const records = rows.map((row) =>
    fields.map((field) => {
      const value = row[field];
      if (typeof value === "string") return value;
      if (value === undefined) return "";
      hasMultivalue ||= value.length > 1;
      return value.join("\n");
    }),
  );
  if (!hasMultivalue) {
    // The empty twins travel with the end of the record: twice as fast as writing each of them.
    const end = `${",".repeat(fields.length)}\n`;
    const plain = plainText(records, fields.length, end);
    return plain ?? stringify(records, { quoted_match: QUOTED, record_delimiter: end });
  }
  const withTwins = records.map((record, place) => [...record, ...twins(rows[place], fields)]);
  return stringify(withTwins, { quoted_match: QUOTED });
}

/** The text of records in which nothing is to be quoted, which need no writer; undefined where anything is. */
function plainText(
  records: readonly (readonly string[])[],
  width: number,
  end: string,
): string | undefined {
  const plain = new RegExp(`^[A-Za-z0-9]*(?:,[A-Za-z0-9]*){${width - 1}}$`);
  let text = "";
  for (const record of records) {
    const line = record.join(",");
    if (!plain.test(line)) return undefined;
    text += line + end;
  }
  return text;
}

function twins(row: Row | undefined, fields: readonly string[]): string[] {
  return fields.map((field) => {
    const value = row?.[field];
    return Array.isArray(value) && value.length > 1 ? encodeMultivalue(value) : "";
  });
}
