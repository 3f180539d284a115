/** `ar-sim run`: runs each action that is triggered, and reports on it. */
import type { Addon } from "../../../addon/addon.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { findSavedSearch } from "../../../addon/read/read-saved-search.ts";
import { HarnessError } from "../../../errors.ts";
import type { SendAlertRequest } from "../../../run/send-alert-request.ts";
import { standsIn } from "../../../invocation/built-in/stands-in.ts";
import { sendAlert } from "../../../sendalert.ts";
import { DEFAULT_PASSWORD } from "../../../splunkd/model/fixtures.ts";
import type { HandedSplunkd } from "../../../splunkd/start-stand-in.ts";
import type { Transcript } from "../../../transcript.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { type DebugHold, debugRuns } from "../../debug-runs.ts";
import { EXIT, exitCodeOf } from "../../exit-code.ts";
import { measureCoverage } from "../../measure-coverage.ts";
import { type Interrupt, onInterrupt } from "../../on-interrupt.ts";
import { openAddonRoot } from "../../open-addon-root.ts";
import { withConfig, withStubs } from "../../options/config-wishes.ts";
import { PACKAGE_OPTIONS } from "../../options/addon-options.ts";
import { OUTPUT_OPTIONS } from "../../options/search-context-options.ts";
import { fixturesOf, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";
import { paintFor } from "../../report/paint-for.ts";
import { readRunRequest, runningOf } from "./run-request.ts";

export async function run(line: CommandLine): Promise<number> {
  const { app, also, "app-id": appId, "follow-links": followLinks } = line.of(PACKAGE_OPTIONS);
  const { json, verbose } = line.of(OUTPUT_OPTIONS);
  const asked = readRunRequest(line);
  const running = runningOf(line);
  await using opened = await openAddonRoot(app);
  const { root, unpackedFrom } = opened;
  const addon = loadAddon(root, { also, appId, unpackedFrom, followLinks });
  const request = await withStubs(await withConfig(asked, addon), addon);
  const standIn =
    running === undefined
      ? { fixtures: await fixturesOf(addon, line.of(SPLUNKD_OPTIONS)), splunkd: undefined }
      : { fixtures: undefined, splunkd: await connect(running) };
  const { action } = request;
  if (action !== undefined && standsIn(addon, action)) {
    await showBuiltIn(addon, action, { ...request, fixtures: standIn.fixtures }, json);
    return EXIT.good;
  }
  const apps = (): Addon[] => [addon, ...addon.also];
  const interrupt = onInterrupt();
  // The unpacked package is there until the end.
  return await debugRuns(line, { apps, signal: interrupt.signal, areMany: false }, (hold) =>
    measureCoverage(line, apps, asked.python, (measuring) => {
      const wish = measuring({ ...request, ...standIn, ...hold.tooling });
      return runAll(addon, requestsOf(addon, wish), { json, verbose, interrupt, hold });
    }),
  );
}

interface Around {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly interrupt: Interrupt;
  readonly hold: DebugHold;
}

/** One after the other, and each reported when it ends. */
async function runAll(
  addon: Addon,
  requests: readonly SendAlertRequest[],
  { json, verbose, interrupt, hold }: Around,
): Promise<number> {
  const transcripts: Transcript[] = [];
  for (const request of requests) {
    if (interrupt.happened()) break;
    const transcript = await sendAlert(addon, { ...request, signal: hold.signal });
    if (!interrupt.happened()) hold.throwIfFailed();
    transcripts.push(transcript);
    if (!json) await printTranscript(transcript, verbose);
  }
  interrupt.release();
  if (json) {
    const { json: write } = await import("../../../reporters/transcript/json.ts");
    const single = requests.length === 1 ? transcripts[0] : undefined;
    process.stdout.write(write(single ?? transcripts));
  }
  return interrupt.happened() ? EXIT.interrupted : Math.max(...transcripts.map(exitCodeOf));
}

/** Nothing is started, so there is no transcript: the report is that of a search. */
async function showBuiltIn(
  addon: Addon,
  action: string,
  request: SendAlertRequest,
  isJson: boolean,
): Promise<void> {
  const { runBuiltIn } = await import("./run-built-in.ts");
  const shown = await runBuiltIn(addon, action, request);
  if (isJson) {
    const { json: write } = await import("../../../reporters/transcript/json.ts");
    process.stdout.write(write(shown));
    return;
  }
  const { searchRows } = await import("../../../reporters/transcript/search-rows.ts");
  process.stdout.write(searchRows(shown, paintFor(process.stdout)));
}

async function connect(uri: string): Promise<HandedSplunkd> {
  const { connectSplunkd } = await import("../../../splunkd/runs/connect-splunkd.ts");
  const { SPLUNK_SESSION_KEY, SPLUNK_USERNAME, SPLUNK_PASSWORD, AR_SIM_PASSWORD } = process.env;
  return connectSplunkd(uri, {
    sessionKey: SPLUNK_SESSION_KEY || undefined,
    username: SPLUNK_USERNAME || "admin",
    password: SPLUNK_PASSWORD || AR_SIM_PASSWORD || DEFAULT_PASSWORD,
  });
}

/**
 * A saved search runs each of its actions that this add-on has. Where it has none of them switched on, the report on the
 * only action says so.
 */
function requestsOf(addon: Addon, request: SendAlertRequest): SendAlertRequest[] {
  if (request.savedSearch === undefined || request.action !== undefined) return [request];
  const search = findSavedSearch(addon, request.savedSearch);
  const known = search.actions.filter((name) =>
    addon.actions.some((action) => action.name === name),
  );
  if (known.length > 0) return known.map((action) => ({ ...request, action }));
  const ofAddon = addon.actions.filter(({ app }) => app === addon.appId);
  if (search.actions.length === 0 && ofAddon.length === 1) return [request];
  const enabled = search.actions.length === 0 ? "no action" : search.actions.join(", ");
  throw new HarnessError(
    "ADDON_UNKNOWN_ACTION",
    `the saved search \`${search.name}\` enables ${enabled}, but no action of this add-on`,
    {
      hint: "Add action.<name> = 1 to its stanza, or name an action.",
      where: search.where,
    },
  );
}

async function printTranscript(transcript: Transcript, verbose: boolean): Promise<void> {
  const { terminal } = await import("../../../reporters/transcript/terminal.ts");
  const paint = paintFor(process.stdout);
  process.stdout.write(terminal(transcript, { paint, verbose, base: process.cwd() }));
}
