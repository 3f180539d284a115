/** The rows that a search finds. Runs the search, but not the action that it triggers. */
import type { Addon } from "../../addon/addon.ts";
import { compilePipeline } from "../../search/spl/compile-pipeline.ts";
import { parseSpl } from "../../search/spl/parse-spl.ts";
import type { SearchContext } from "../invocation.ts";
import { openPipeline } from "./open-pipeline.ts";
import type { OpenRows } from "./open-rows.ts";
import { splWorld } from "../search/spl-world.ts";

export async function openSplRows(
  addon: Addon,
  text: string,
  search: SearchContext,
): Promise<OpenRows> {
  const world = splWorld(addon, search);
  return openPipeline(await compilePipeline(parseSpl(text, world), world));
}
