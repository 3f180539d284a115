/** Runs the `alert_condition` of a saved search over its results. Ground: savedsearches.conf.spec. */
import type { Addon } from "../../addon/addon.ts";
import { compilePipeline } from "../../search/spl/compile-pipeline.ts";
import { parseSpl } from "../../search/spl/parse-spl.ts";
import type { Batches } from "../../search/spl/stage/stage.ts";
import type { SearchContext } from "../invocation.ts";
import { splWorld } from "../search/spl-world.ts";

/** Whether it finds something. */
export async function findsAny(
  addon: Addon,
  condition: string,
  search: SearchContext,
  results: () => Batches,
): Promise<boolean> {
  const world = { ...splWorld(addon, search), jobRows: () => results };
  const text = `| loadjob ${search.sid} | ${condition.trim().replace(/^\|/, "")}`;
  const { run } = await compilePipeline(parseSpl(text, world), world);
  for await (const batch of run()) if (batch.length > 0) return true;
  return false;
}
