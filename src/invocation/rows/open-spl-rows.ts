/** The rows that a search finds. Runs the search, but not the action that it triggers. */
import type { Addon } from "../../addon/addon.ts";
import type { Problem } from "../../errors.ts";
import { compilePipeline } from "../../search/spl/compile-pipeline.ts";
import { parseSpl } from "../../search/spl/parse-spl.ts";
import type { AppCommands } from "../../search/spl/stage/stage.ts";
import { ToldMessages } from "../../search/spl/stage/told-messages.ts";
import type { SearchContext } from "../invocation.ts";
import { openPipeline } from "./open-pipeline.ts";
import type { OpenRows } from "./open-rows.ts";
import { splWorld } from "../search/spl-world.ts";

export interface FoundRows extends OpenRows {
  /** What the search has told so far without ending. */
  warnings(): readonly Problem[];
}

/** `commands`: those of the add-on; they end with the rows. */
export async function openSplRows(
  addon: Addon,
  text: string,
  search: SearchContext,
  commands?: AppCommands,
): Promise<FoundRows> {
  const messages = new ToldMessages();
  const world = { ...splWorld(addon, search), commands, warn: messages.add };
  try {
    const rows = await openPipeline(await compilePipeline(parseSpl(text, world), world));
    return {
      ...rows,
      warnings: () => messages.problems,
      async [Symbol.asyncDispose]() {
        await rows[Symbol.asyncDispose]();
        await commands?.close();
      },
    };
  } catch (error) {
    await commands?.close();
    throw error;
  }
}
