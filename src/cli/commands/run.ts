/** `ar-sim run`: options in, one call of the library for each action that is triggered, a report out. */
import type { Addon } from "../../addon/addon.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { findSavedSearch } from "../../addon/read/read-saved-search.ts";
import { HarnessError } from "../../errors.ts";
import { DEFAULT_PASSWORD } from "../../splunkd/model/fixtures.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import { sendAlert } from "../../sendalert.ts";
import type { Transcript } from "../../transcript.ts";
import { EXIT, exitCodeOf } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { openAddonRoot } from "../open-addon-root.ts";
import { paintFor } from "../report/paint-for.ts";
import { readRunOptions, type RunOptions } from "../options/run-options.ts";

export async function run(argv: readonly string[]): Promise<number> {
  const options = readRunOptions(argv);
  await using opened = await openAddonRoot(options.app);
  const addon = loadAddon(opened.root, {
    also: options.also,
    unpackedFrom: opened.unpackedFrom,
    ...(options.appId === undefined ? {} : { appId: options.appId }),
  });
  const requests = requestsOf(addon, {
    ...options.request,
    ...(await standInOf(options, addon)),
  });
  const interrupt = onInterrupt();
  const transcripts: Transcript[] = [];
  for (const request of requests) {
    if (interrupt.happened()) break;
    const transcript = await sendAlert(addon, { ...request, signal: interrupt.signal });
    transcripts.push(transcript);
    if (!options.json) await tell(transcript, options);
  }
  interrupt.release();
  if (options.json) {
    const { json } = await import("../../reporters/transcript/json.ts");
    process.stdout.write(json((requests.length === 1 ? transcripts[0] : undefined) ?? transcripts));
  }
  return interrupt.happened() ? EXIT.interrupted : Math.max(...transcripts.map(exitCodeOf));
}

/** One that runs already, or what one of the run's own holds. */
async function standInOf(
  { splunkd, fixtures: read }: RunOptions,
  addon: Addon,
): Promise<Pick<SendAlertRequest, "splunkd" | "fixtures">> {
  if (splunkd !== undefined) {
    const { connectSplunkd } = await import("../../splunkd/runs/connect-splunkd.ts");
    const { SPLUNK_SESSION_KEY, SPLUNK_USERNAME, SPLUNK_PASSWORD } = process.env;
    return {
      splunkd: await connectSplunkd(splunkd, {
        sessionKey: SPLUNK_SESSION_KEY || undefined,
        username: SPLUNK_USERNAME || "admin",
        password: SPLUNK_PASSWORD || DEFAULT_PASSWORD,
      }),
    };
  }
  const fixtures = await read(addon.root);
  return fixtures === undefined ? {} : { fixtures };
}

/** A saved search runs each of its actions, as far as this add-on has them. */
function requestsOf(addon: Addon, request: SendAlertRequest): SendAlertRequest[] {
  if (request.savedSearch === undefined || request.action !== undefined) return [request];
  const search = findSavedSearch(addon, request.savedSearch);
  const known = search.actions.filter((name) => addon.actions.some((one) => one.name === name));
  if (known.length > 0) return known.map((action) => ({ ...request, action }));
  const enabled = search.actions.length === 0 ? "no action" : search.actions.join(", ");
  throw new HarnessError(
    "ADDON_UNKNOWN_ACTION",
    `the saved search \`${search.name}\` enables ${enabled}, and none of this add-on`,
    { hint: "Write action.<name> = 1 into its stanza, or name an action.", where: search.where },
  );
}

async function tell(transcript: Transcript, options: RunOptions): Promise<void> {
  const { terminal } = await import("../../reporters/transcript/terminal.ts");
  const { verbose } = options;
  const paint = paintFor(process.stdout);
  process.stdout.write(terminal(transcript, { paint, verbose, base: process.cwd() }));
}
