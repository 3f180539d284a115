/** `ar-sim serve`: the stand-in for splunkd for people, tools and test suites, until it is stopped or a command ends. */
import { printable } from "../../../text/printable.ts";
import { statSync } from "node:fs";
import type { Addon } from "../../../addon/addon.ts";
import { findAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { HarnessError } from "../../../errors.ts";
import { emptyAddon } from "../../../splunkd/search/world/empty-addon.ts";
import type { Splunkd } from "../../../splunkd/start-stand-in.ts";
import type { StartSplunkdOptions } from "../../../start-splunkd.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { EXIT } from "../../exit-code.ts";
import { onInterrupt } from "../../on-interrupt.ts";
import { fenceRequestOf } from "../../options/fence-options.ts";
import { withConfig } from "../../options/config-wishes.ts";
import { fixturesOf, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";
import { execBeside } from "./exec-beside.ts";
import { type Login, loginOf } from "./login-of.ts";
import { printExposed } from "./print-exposed.ts";
import { printUnread } from "./print-unread.ts";
import { type RequestLog, requestLog } from "./request-log.ts";
import {
  LISTEN_OPTIONS,
  SERVE_ACTION_OPTIONS,
  SERVE_ADDON_OPTIONS,
  SERVE_OUTPUT_OPTIONS,
} from "./serve-page.ts";
import { sweepStale } from "../../../sandbox/home/sweep-stale.ts";
import { startActionOf } from "./start-action.ts";
import { type AskedPorts, startOnFreePorts } from "./start-on-free-ports.ts";

export async function serve(line: CommandLine): Promise<number> {
  const { exec } = line.of(LISTEN_OPTIONS);
  checkArguments(line, exec);
  const { quiet, json } = line.of(SERVE_OUTPUT_OPTIONS);
  const onUnknown = line.of(SPLUNKD_OPTIONS)["on-unknown-endpoint"];
  const log = requestLog({
    isQuiet: quiet,
    isListed: exec === undefined,
    isWarning: onUnknown !== "answer",
  });
  sweepStale();
  const addon = addonOf(line);
  if (addon !== undefined) await printUnread(addon);
  const { asked, options, isOtherPassword } = await standInOf(line, addon, log);
  const actions = line.of(SERVE_ACTION_OPTIONS);
  await using splunkd = await startOnFreePorts(asked, {
    ...options,
    startAction: startActionOf({
      addon: addon ?? emptyAddon(),
      splunkd: () => splunkd,
      transcripts: actions.transcripts,
      fence: options,
    }),
  });
  // The searches of the add-on are due before anybody asks for anything.
  if (options.runsAlerts === true) await splunkd.open();
  const login = await loginOf(splunkd, isOtherPassword);
  if (splunkd.isExposed) printExposed(options);
  const printStart = (): void => {
    if (json) printJson(splunkd, login);
    else if (exec === undefined) printAddresses(splunkd, login, addon);
  };
  if (exec === undefined) return await untilInterrupted(printStart);
  printStart();
  const code = await execBeside(exec, environmentOf(splunkd, login));
  const hasUnknown = log.printUnknown();
  return code === EXIT.good && hasUnknown && onUnknown === "fail" ? EXIT.verdictFailed : code;
}

interface StandIn {
  readonly asked: AskedPorts;
  readonly options: StartSplunkdOptions;
  /** The users may have other passwords than the default. */
  readonly isOtherPassword: boolean;
}

async function standInOf(
  line: CommandLine,
  addon: Addon | undefined,
  { onHandlerError, onOutbound, onRequest }: RequestLog,
): Promise<StandIn> {
  const { host, persist, port, "hec-port": hec, "no-install": closed } = line.of(LISTEN_OPTIONS);
  const contents = line.of(SPLUNKD_OPTIONS);
  const fixtures = await fixturesOf(addon, contents);
  const { python, "splunk-version": splunkVersion } = line.of(SERVE_ADDON_OPTIONS);
  const recordBodies = line.of(SERVE_OUTPUT_OPTIONS)["rest-bodies"];
  const user = contents["as-user"];
  const asked = { ...fenceRequestOf(line), splunkVersion };
  const fence = addon === undefined ? asked : await withConfig(asked, addon);
  return {
    asked: { management: port, hec },
    options: {
      addon,
      fixtures,
      host,
      // CI sets an empty variable for a secret that it does not have.
      password: process.env["AR_SIM_PASSWORD"] || undefined,
      installApps: !closed,
      persist,
      user,
      python,
      recordBodies,
      ...fence,
      runsAlerts: line.of(SERVE_ACTION_OPTIONS)["run-alerts"],
      onHandlerError,
      onOutbound,
      onRequest,
    },
    isOtherPassword: fixtures?.users !== undefined || persist !== undefined,
  };
}

/** Handles Ctrl-C before it prints that Ctrl-C stops it. */
async function untilInterrupted(printStart: () => void): Promise<number> {
  const interrupt = onInterrupt();
  printStart();
  await new Promise<void>((done) => {
    interrupt.signal.addEventListener("abort", () => done(), { once: true });
  });
  interrupt.release();
  return EXIT.interrupted;
}

function checkArguments({ positionals }: CommandLine, exec: string | undefined): void {
  if (exec?.trim() === "") {
    throw usage("--exec needs a command", { hint: 'Write --exec "pytest -q", for example.' });
  }
  if (positionals.length === 0) return;
  const text = (positionals[0] === "exec" ? positionals.slice(1) : positionals).join(" ");
  throw usage(`serve takes no argument, but got: ${positionals.join(" ")}`, {
    hint: hintFor(text, exec),
  });
}

function hintFor(text: string, exec: string | undefined): string {
  if (statSync(text, { throwIfNoEntry: false })?.isDirectory() === true)
    return `Write --app ${text}.`;
  return exec === undefined
    ? `To run a command, write --exec ${JSON.stringify(text)}.`
    : `If it belongs to a command, quote the whole command: --exec ${JSON.stringify(`${exec} ${text}`)}`;
}

/** The one that is named, or the one here if there is one. */
function addonOf(line: CommandLine): Addon | undefined {
  const { app, also, "follow-links": followLinks } = line.of(SERVE_ADDON_OPTIONS);
  const root = app ?? addonHere();
  return root === undefined ? undefined : loadAddon(root, { also, followLinks });
}

function addonHere(): string | undefined {
  try {
    return findAddonRoot(process.cwd());
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}

function printJson({ uri, hecUri, sessionKey }: Splunkd, { username, password }: Login): void {
  process.stdout.write(`${JSON.stringify({ uri, hecUri, sessionKey, username, password })}\n`);
}

function printAddresses(
  { uri, hecUri }: Splunkd,
  { username, password }: Login,
  addon: Addon | undefined,
): void {
  const app = addon === undefined ? "none (name one with --app DIR)" : addon.appId;
  process.stdout.write(`REST API:             ${uri}\n`);
  process.stdout.write(`HTTP Event Collector: ${hecUri}\n`);
  process.stdout.write(`Add-on:               ${printable(app)}\n`);
  process.stdout.write(`User:                 ${printable(username)}\n`);
  process.stdout.write(`Password:             ${printable(password)}\n`);
  process.stdout.write("Press Ctrl-C to stop.\n");
}

function environmentOf(splunkd: Splunkd, { username, password }: Login): Record<string, string> {
  return {
    SPLUNKD_URI: splunkd.uri,
    SPLUNK_HOST: new URL(splunkd.uri).hostname.replace(/^\[|\]$/g, ""),
    SPLUNK_PORT: String(splunkd.port),
    SPLUNK_USERNAME: username,
    SPLUNK_PASSWORD: password,
    SPLUNK_SESSION_KEY: splunkd.sessionKey,
    ...(splunkd.hecUri && { SPLUNK_HEC_URI: splunkd.hecUri }),
  };
}
