/** The requests that run something: an action, or a search. */
import type { Addon } from "../../../addon/addon.ts";
import { hideAlso } from "../../../run/truth.ts";
import { startCase, startSearch } from "../../../scenario/run/start-case.ts";
import type { SendAlertRequest } from "../../../run/send-alert-request.ts";
import type { SearchRun } from "../../../run-search.ts";
import type { Transcript } from "../../../transcript.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./methods.ts";
import { readGiven } from "./read-given.ts";
import { readWatch, watched } from "./watched.ts";

export async function run(given: Arguments, around: Surroundings): Promise<Transcript> {
  const handle = given.number("splunkd");
  const watch = readWatch(given);
  const { addon, request, testCase } = await readGiven(given);
  const apps = (): Addon[] => [addon, ...addon.also];
  return watched(watch, apps, around.signal, async ({ tooling, signal }) => {
    const wish = { ...request, ...standInOf(handle, around), ...tooling, signal };
    return hideAlso(await startCase(addon, wish, testCase), testCase.secrets);
  });
}

export async function search(given: Arguments, { signal }: Surroundings): Promise<SearchRun> {
  const line = given.neededText("search");
  const { addon, request } = await readGiven(given);
  return startSearch(addon, { ...request, signal }, line);
}

/** A stand-in that runs already has its own settings. */
function standInOf(
  handle: number | undefined,
  { opened }: Surroundings,
): Partial<SendAlertRequest> {
  if (handle === undefined) return {};
  return { splunkd: opened.splunkd(handle), fixtures: undefined, port: undefined };
}
