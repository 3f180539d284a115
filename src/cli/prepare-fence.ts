/** Starts what raises the fence of a run while the modules of the run are loaded: the two take as long as each other. */
import { prepareKeeper } from "../sandbox/fence/lease-keeper.ts";
import { keeperFenceOf } from "../sandbox/fence/spawn-keeper.ts";
import type { CommandLine } from "./command-line/command-page.ts";
import { FENCE_OPTIONS } from "./options/fence-options.ts";
import { OUTPUT_OPTIONS } from "./options/search-context-options.ts";

/** Where the configuration file asks for another one, this one is not used. */
export function prepareFence(line: CommandLine): void {
  if (line.of(OUTPUT_OPTIONS)["dry-run"]) return;
  const { fence = "auto", network = "deny", isolate } = line.of(FENCE_OPTIONS);
  prepareKeeper(keeperFenceOf({ fence: isolate ? "namespace" : fence, network }));
}
