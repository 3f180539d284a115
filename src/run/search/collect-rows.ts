/** Runs a pipeline until it ends or an action fails, and keeps as many rows as Splunk shows. */
import type { Row } from "../../invocation/invocation.ts";
import { MOST_SHOWN } from "../../invocation/rows/row-spool.ts";
import { HeldRows } from "../../search/text/limits.ts";
import type { Columns, CompiledPipeline } from "../../search/spl/stage/stage.ts";
import { SearchEnded } from "./sendalert-command.ts";

export interface CollectedRows {
  readonly fields: readonly string[];
  /** At most as many as Splunk shows. */
  readonly rows: readonly Row[];
  /** The number of all rows. */
  readonly rowCount: number;
  /** What ended the search early, in Splunk's words. */
  readonly error: string | null;
}

export async function collectRows(pipeline: CompiledPipeline): Promise<CollectedRows> {
  const rows: Row[] = [];
  const held = new HeldRows();
  const seen = new Set<string>();
  let rowCount = 0;
  try {
    for await (const batch of pipeline.run()) {
      rowCount += batch.length;
      for (const row of batch) {
        for (const field in row) if (!seen.has(field)) seen.add(field);
        if (rows.length >= MOST_SHOWN) continue;
        held.add(row);
        rows.push(row);
      }
    }
  } catch (error) {
    if (!(error instanceof SearchEnded)) throw error;
    return { fields: [], rows, rowCount, error: error.message };
  }
  return { fields: fieldsOf(pipeline.columns, seen), rows, rowCount, error: null };
}

/**
 * First the columns that the search names, unless no row has them and the search does not promise them. Then all
 * others.
 */
function fieldsOf(columns: Columns, seen: ReadonlySet<string>): string[] {
  const known = [...columns.names].filter(([name, isSure]) => isSure || seen.has(name));
  return [...new Set([...known.map(([name]) => name), ...seen])];
}
