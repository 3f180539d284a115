/** `ar-sim serve`: the stand-in for splunkd for people, tools and test suites, until it is stopped or a command ends. */
import { statSync } from "node:fs";
import { findAddonRoot } from "../../addon/find-addon-root.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { HarnessError } from "../../errors.ts";
import { DEFAULT_PASSWORD } from "../../splunkd/model/fixtures.ts";
import type { Splunkd } from "../../splunkd/start-stand-in.ts";
import { startSplunkd, type StartSplunkdOptions } from "../../start-splunkd.ts";
import { execBeside } from "../exec-beside.ts";
import { EXIT } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { readOptions } from "../options/read-options.ts";
import { startActionOf } from "../start-action.ts";
import { bodyLines } from "../../reporters/transcript/body-lines.ts";
import { printable } from "../../reporters/text/printable.ts";
import {
  fixturesOf,
  portOf,
  SPLUNKD_OPTIONS,
  unknownEndpointOf,
} from "../options/splunkd-options.ts";

const OPTIONS = {
  app: { type: "string" },
  also: { type: "string", multiple: true },
  port: { type: "string" },
  "hec-port": { type: "string" },
  host: { type: "string" },
  persist: { type: "string" },
  exec: { type: "string" },
  python: { type: "string" },
  json: { type: "boolean" },
  quiet: { type: "boolean" },
  "rest-bodies": { type: "boolean" },
  ...SPLUNKD_OPTIONS,
} as const;

const USUAL = { management: 8089, hec: 8088 };

export async function serve(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readServeOptions(argv);
  if (positionals.length > 0) throw noArgument(positionals, values.exec);
  if (values.exec?.trim() === "") {
    throw new HarnessError("CLI_USAGE", "--exec wants a command", {
      hint: 'Write --exec "pytest -q", for example.',
    });
  }
  const root = values.app ?? addonHere();
  const addon = root === undefined ? undefined : loadAddon(root, { also: values.also ?? [] });
  const fixtures = await fixturesOf(addon?.root, values);
  const onUnknownEndpoint = unknownEndpointOf(values) ?? "warn";
  const unplayed = new Set<string>();
  const options: StartSplunkdOptions = {
    ...(addon === undefined ? {} : { addon, startAction: startActionOf(addon, () => splunkd) }),
    ...(fixtures === undefined ? {} : { fixtures }),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.persist === undefined ? {} : { persist: values.persist }),
    ...(values["as-user"] === undefined ? {} : { user: values["as-user"] }),
    ...(values.python === undefined ? {} : { python: values.python }),
    ...(values["rest-bodies"] === true ? { recordBodies: true } : {}),
    onHandlerError: ({ name, app }, traceback, hint) => {
      if (values.quiet === true) return;
      const why = hint === undefined ? "" : `  hint: ${hint}\n`;
      process.stderr.write(`${name} of ${app}: ${traceback.trimEnd()}\n${why}`);
    },
    onRequest: (one) => {
      if (!one.known) unplayed.add(`${one.method} ${one.path}`);
      if (values.quiet === true || values.exec !== undefined) return;
      const query = one.query === "" ? "" : `?${one.query}`;
      const isTold = !one.known && onUnknownEndpoint !== "answer";
      const unknown = isTold ? "  (not played by ar-sim)" : "";
      const lines = [
        `${one.status} ${one.method} ${one.path}${query}${unknown}`,
        ...bodyLines(one),
      ];
      process.stderr.write(lines.map((line) => `${printable(line)}\n`).join(""));
    },
  };
  await using splunkd = await startOn(options, {
    management: portOf("--port", values.port),
    hec: portOf("--hec-port", values["hec-port"]),
  });
  const login = await loginOf(splunkd, options);
  // Before anybody is told how to stop it.
  const interrupt = values.exec === undefined ? onInterrupt() : undefined;
  tell(splunkd, login, { ...values, app: addon?.appId });
  if (interrupt === undefined) {
    const code = await execBeside(values.exec ?? "", environmentOf(splunkd, login));
    if (onUnknownEndpoint === "answer" || unplayed.size === 0) return code;
    if (values.quiet !== true) tellUnplayed(unplayed);
    return code === EXIT.good && onUnknownEndpoint === "fail" ? EXIT.verdictFailed : code;
  }
  await new Promise<void>((done) => {
    interrupt.signal.addEventListener("abort", () => done(), { once: true });
  });
  interrupt.release();
  return EXIT.interrupted;
}

/** What follows a command that was not quoted is taken for ours. */
function readServeOptions(argv: readonly string[]): ReturnType<typeof readOptions<typeof OPTIONS>> {
  try {
    return readOptions("serve", argv, OPTIONS);
  } catch (error) {
    const at = argv.indexOf("--exec");
    if (!(error instanceof HarnessError) || at === -1 || !error.message.startsWith("Unknown"))
      throw error;
    const { message } = error;
    throw new HarnessError("CLI_USAGE", message, { hint: quoted(argv.slice(at + 1).join(" ")) });
  }
}

function quoted(command: string): string {
  return `If it belongs to the command, quote the whole: --exec ${JSON.stringify(command)}.`;
}

function noArgument(words: readonly string[], command: string | undefined): HarnessError {
  const text = (words[0] === "exec" ? words.slice(1) : words).join(" ");
  const isFolder = statSync(text, { throwIfNoEntry: false })?.isDirectory() === true;
  return new HarnessError("CLI_USAGE", `serve takes no argument: ${words.join(" ")}`, {
    hint: isFolder
      ? `Write --app ${text}.`
      : command === undefined
        ? `Write --exec ${JSON.stringify(text)} to run it.`
        : quoted(`${command} ${text}`),
  });
}

function addonHere(): string | undefined {
  try {
    return findAddonRoot(process.cwd());
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}

interface Ports {
  readonly management: number | undefined;
  readonly hec: number | undefined;
}

/** A usual port that is taken is passed over with a word; one that was asked for is an error. */
async function startOn(options: StartSplunkdOptions, asked: Ports): Promise<Splunkd> {
  const wanted = { management: asked.management ?? USUAL.management, hec: asked.hec ?? USUAL.hec };
  for (;;) {
    try {
      return await startSplunkd({
        ...options,
        port: wanted.management,
        hecPort: wanted.hec,
        webPort: 8000,
      });
    } catch (error) {
      const taken =
        error instanceof HarnessError && error.code === "SPLUNKD_PORT_TAKEN" ? error : undefined;
      const which = (["management", "hec"] as const).find((key) =>
        taken?.message.includes(` ${wanted[key]} `),
      );
      if (which === undefined || asked[which] !== undefined || wanted[which] > 65_000) throw error;
      process.stderr.write(`port ${wanted[which]} is in use, trying ${wanted[which] + 10}\n`);
      wanted[which] += 10;
    }
  }
}

interface Login {
  readonly username: string;
  readonly password: string;
}

/** Whom it is started for; the password may be one of the fixtures, or of an earlier start. */
async function loginOf(
  { open, user }: Splunkd,
  { fixtures, persist }: StartSplunkdOptions,
): Promise<Login> {
  const username = user.toLowerCase();
  if (fixtures?.users === undefined && persist === undefined)
    return { username, password: DEFAULT_PASSWORD };
  const known = (await open()).store.bucket("users").named(username)[0];
  return { username, password: String(known?.content["#password"] ?? DEFAULT_PASSWORD) };
}

function tell(
  splunkd: Splunkd,
  { username, password }: Login,
  values: { readonly json?: boolean; readonly exec?: string; readonly app: string | undefined },
): void {
  const { uri, hecUri, sessionKey } = splunkd;
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify({ uri, hecUri, sessionKey, username, password })}\n`);
    return;
  }
  if (values.exec !== undefined) return;
  const app = values.app === undefined ? "no add-on; --app names one" : `the add-on ${values.app}`;
  process.stdout.write(`splunkd stands in at ${uri}, the HTTP Event Collector at ${hecUri}\n`);
  process.stdout.write(`it has ${app}\n`);
  process.stdout.write(`log in as ${username} with ${password}; Ctrl-C stops it\n`);
}

function environmentOf(splunkd: Splunkd, { username, password }: Login): Record<string, string> {
  return {
    SPLUNKD_URI: splunkd.uri,
    SPLUNK_HOST: new URL(splunkd.uri).hostname.replace(/^\[|\]$/g, ""),
    SPLUNK_PORT: String(splunkd.port),
    SPLUNK_USERNAME: username,
    SPLUNK_PASSWORD: password,
    SPLUNK_SESSION_KEY: splunkd.sessionKey,
    ...(splunkd.hecUri === undefined ? {} : { SPLUNK_HEC_URI: splunkd.hecUri }),
  };
}

const MOST_TOLD = 20;

function tellUnplayed(unplayed: ReadonlySet<string>): void {
  const paths = [...unplayed];
  const more = paths.length > MOST_TOLD ? [`and ${paths.length - MOST_TOLD} more`] : [];
  const lines = [...paths.slice(0, MOST_TOLD), ...more].map((line) => `  ${line}\n`);
  process.stderr.write(`asked for what ar-sim does not play, and answered 404:\n${lines.join("")}`);
}
