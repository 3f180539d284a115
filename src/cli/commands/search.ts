/** `ar-sim search`: a search in, what its actions did and its final rows out. */
import { findAddonRoot, namedAddonRoot } from "../../addon/find-addon-root.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { runSearch, type SearchRun } from "../../run-search.ts";
import type { Transcript } from "../../transcript.ts";
import { EXIT, exitCodeOf } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { paintFor } from "../paint-for.ts";
import { readSearchOptions } from "../search-options.ts";

export async function search(argv: readonly string[]): Promise<number> {
  const options = readSearchOptions(argv);
  const { app, appId, also, json, verbose, request } = options;
  const root = app === undefined ? findAddonRoot(process.cwd()) : namedAddonRoot(app);
  const addon = loadAddon(root, { also, ...(appId === undefined ? {} : { appId }) });
  const paint = paintFor(process.stdout);
  const tell = async (transcript: Transcript): Promise<void> => {
    const { terminal } = await import("../../reporters/terminal.ts");
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
    const { json: print } = await import("../../reporters/json.ts");
    process.stdout.write(print(run));
  } else {
    const { searchRows } = await import("../../reporters/search-rows.ts");
    process.stdout.write(searchRows(run, paint));
  }
  return interrupt.happened() ? EXIT.interrupted : exitCodeOfSearch(run);
}

function exitCodeOfSearch(run: SearchRun): number {
  return Math.max(EXIT.good, ...run.sendalerts.map(exitCodeOf));
}
