import { resolveRef } from "../../../src/host/document/reading.ts";
import type { Schema } from "../../../src/host/document/schema.ts";

/** The table of a page of docs/ for these keys of a declaration. */
export function schemaTable(keys: Readonly<Record<string, Schema>>, root: Schema): string {
  const rows = Object.entries(keys)
    .filter(([key]) => key !== "$schema")
    .map(([key, schema]) => {
      const meaning = schema.description ?? resolveRef(schema, root).schema.description ?? "";
      return `| \`${key}\` | ${meaning.replaceAll("|", String.raw`\|`)} |`;
    });
  return ["| Key | Meaning |", "| --- | --- |", ...rows].join("\n");
}
