/** `ar-sim search`: a search in, what its actions did and its final rows out. */
import { findAddonRoot, namedAddonRoot } from "../../addon/find-addon-root.ts";
import type { Addon } from "../../addon/addon.ts";
import { loadAddon, loadAddonFromTree } from "../../addon/load-addon.ts";
import { literalTree } from "../../addon/tree.ts";
import { HarnessError } from "../../errors.ts";
import { runSearch, type SearchRun } from "../../run-search.ts";
import type { Transcript } from "../../transcript.ts";
import { EXIT, exitCodeOf } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { paintFor } from "../report/paint-for.ts";
import { readSearchOptions, type SearchOptions } from "../options/search-options.ts";

export async function search(argv: readonly string[]): Promise<number> {
  const options = readSearchOptions(argv);
  const { json, verbose, request } = options;
  const addon = addonOf(options);
  const paint = paintFor(process.stdout);
  const tell = async (transcript: Transcript): Promise<void> => {
    const { terminal } = await import("../../reporters/transcript/terminal.ts");
    const text = terminal(transcript, { paint, verbose, base: process.cwd() });
    process.stdout.write(`${text}\n`);
  };
  const interrupt = onInterrupt();
  const run = await runSearch(addon, options.spl, {
    ...request,
    signal: interrupt.signal,
    ...(json ? {} : { onSendalert: tell }),
  });
  interrupt.release();
  if (json) {
    const { json: print } = await import("../../reporters/transcript/json.ts");
    process.stdout.write(print(run));
  } else {
    const { searchRows } = await import("../../reporters/transcript/search-rows.ts");
    process.stdout.write(searchRows(run, paint));
  }
  return interrupt.happened() ? EXIT.interrupted : exitCodeOfSearch(run);
}

/** A search that starts no action needs no add-on. */
function addonOf({ spl, app, appId, also }: SearchOptions): Addon {
  const settings = { also, ...(appId === undefined ? {} : { appId }) };
  if (app !== undefined) return loadAddon(namedAddonRoot(app), settings);
  try {
    return loadAddon(findAddonRoot(process.cwd()), settings);
  } catch (error) {
    const isMissing = error instanceof HarnessError && error.code === "ADDON_NOT_FOUND";
    if (!isMissing || /\bsendalert\s+(?!notable\b)/i.test(spl)) throw error;
    return loadAddonFromTree(literalTree({}));
  }
}

function exitCodeOfSearch(run: SearchRun): number {
  return Math.max(EXIT.good, ...run.sendalerts.map(exitCodeOf));
}
