/** `ar-sim search`: a search in, what its actions did and its final rows out. */
import type { Addon } from "../../../addon/addon.ts";
import { findAddonRoot, namedAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon, loadAddonFromTree } from "../../../addon/load-addon.ts";
import { literalTree } from "../../../addon/tree.ts";
import { HarnessError } from "../../../errors.ts";
import { runSearch, type SearchRun } from "../../../run-search.ts";
import type { Transcript } from "../../../transcript.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { EXIT, exitCodeOf } from "../../exit-code.ts";
import { measureCoverage } from "../../measure-coverage.ts";
import { onInterrupt } from "../../on-interrupt.ts";
import { ADDON_OPTIONS, type AddonValues } from "../../options/addon-options.ts";
import { withConfig, withStubs } from "../../options/config-wishes.ts";
import { OUTPUT_OPTIONS } from "../../options/search-context-options.ts";
import { paintFor } from "../../report/paint-for.ts";
import { readSearchRequest, splOf } from "./search-request.ts";

export async function search(line: CommandLine): Promise<number> {
  const spl = splOf(line);
  const request = readSearchRequest(line);
  const { json, verbose } = line.of(OUTPUT_OPTIONS);
  const addon = addonOf(spl, line.of(ADDON_OPTIONS));
  const paint = paintFor(process.stdout);
  const onSendalert = async (transcript: Transcript): Promise<void> => {
    const { terminal } = await import("../../../reporters/transcript/terminal.ts");
    const text = terminal(transcript, { paint, verbose, base: process.cwd() });
    process.stdout.write(`${text}\n`);
  };
  const configured = await withStubs(await withConfig(request, addon), addon);
  return measureCoverage(
    line,
    () => [addon, ...addon.also],
    request.python,
    async (measuring) => {
      const interrupt = onInterrupt();
      const run = await runSearch(addon, spl, {
        ...measuring(configured),
        signal: interrupt.signal,
        onSendalert: json ? undefined : onSendalert,
      });
      interrupt.release();
      if (json) {
        const { json: write } = await import("../../../reporters/transcript/json.ts");
        process.stdout.write(write(run));
      } else {
        const { searchRows } = await import("../../../reporters/transcript/search-rows.ts");
        process.stdout.write(searchRows(run, paint));
      }
      return interrupt.happened() ? EXIT.interrupted : exitCodeOfSearch(run);
    },
  );
}

/** A search that starts no action needs no add-on. */
function addonOf(spl: string, values: AddonValues): Addon {
  const { app, also, "app-id": appId, "follow-links": followLinks } = values;
  if (app !== undefined) return loadAddon(namedAddonRoot(app), { also, appId, followLinks });
  try {
    return loadAddon(findAddonRoot(process.cwd()), { also, appId, followLinks });
  } catch (error) {
    const isMissing = error instanceof HarnessError && error.code === "ADDON_NOT_FOUND";
    if (!isMissing || /\bsendalert\s+(?!(?:notable|risk|webhook|email|logevent)\b)/i.test(spl))
      throw error;
    return loadAddonFromTree(literalTree({}));
  }
}

function exitCodeOfSearch(run: SearchRun): number {
  return Math.max(EXIT.good, ...run.sendalerts.map(exitCodeOf));
}
