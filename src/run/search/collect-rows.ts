/** Runs a pipeline to its end, or to where an action fails, and keeps as many rows as Splunk shows. */
import type { Row } from "../../invocation/invocation.ts";
import { MOST_SHOWN } from "../../invocation/rows/row-spool.ts";
import type { Columns, CompiledPipeline } from "../../search/spl/stage/stage.ts";
import { SearchEnded } from "./sendalert-command.ts";

export interface CollectedRows {
  readonly fields: readonly string[];
  /** The first ones. */
  readonly rows: readonly Row[];
  /** How many there are in all. */
  readonly rowCount: number;
  /** What ended the search early, in Splunk's words. */
  readonly error: string | null;
}

export async function collectRows(pipeline: CompiledPipeline): Promise<CollectedRows> {
  const rows: Row[] = [];
  const seen = new Set<string>();
  let rowCount = 0;
  try {
    for await (const batch of pipeline.run()) {
      rowCount += batch.length;
      for (const row of batch) {
        for (const field in row) if (!seen.has(field)) seen.add(field);
        if (rows.length < MOST_SHOWN) rows.push(row);
      }
    }
  } catch (error) {
    if (!(error instanceof SearchEnded)) throw error;
    return { fields: [], rows, rowCount, error: error.message };
  }
  return { fields: fieldsOf(pipeline.columns, seen), rows, rowCount, error: null };
}

/** The columns that the search names, where they are sure or a row has them, then whatever else the rows have. */
function fieldsOf(columns: Columns, seen: ReadonlySet<string>): string[] {
  const known = [...columns.names].filter(([name, isSure]) => isSure || seen.has(name));
  return [...new Set([...known.map(([name]) => name), ...seen])];
}
