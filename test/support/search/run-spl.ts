import type { MutableRow } from "../../../src/search/text/row.ts";
import { compilePipeline } from "../../../src/search/spl/compile-pipeline.ts";
import { parseSpl } from "../../../src/search/spl/parse-spl.ts";
import type { SplWorld } from "../../../src/search/spl/stage/stage.ts";

/** The world of a search at a fixed moment, with nothing in it but what is given. */
export function worldOf(given: Partial<SplWorld> = {}): SplWorld {
  return {
    now: 1_700_000_000,
    sid: "1700000000.1",
    serverName: "sh1",
    newRandom: () => () => 0.5,
    ...given,
  };
}

/** The rows of a search, as plain objects. */
export async function runSpl(text: string, given: Partial<SplWorld> = {}): Promise<MutableRow[]> {
  const world = worldOf(given);
  const rows: MutableRow[] = [];
  const pipeline = await compilePipeline(parseSpl(text, world), world);
  for await (const batch of pipeline.run()) {
    for (const row of batch) rows.push({ ...row });
  }
  return rows;
}

/** A search over rows written as CSV. */
export function overCsv(csv: string, rest: string): Promise<MutableRow[]> {
  return runSpl(`| makeresults format=csv data="${csv.replaceAll('"', '\\"')}" | ${rest}`);
}
