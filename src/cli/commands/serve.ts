/** `ar-sim serve`: the stand-in for splunkd for people, tools and test suites, until it is stopped or a command ends. */
import { findAddonRoot } from "../../addon/find-addon-root.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { HarnessError } from "../../errors.ts";
import { DEFAULT_PASSWORD } from "../../splunkd/default-password.ts";
import type { Splunkd } from "../../splunkd/start-splunkd.ts";
import { startSplunkd, type StartSplunkdOptions } from "../../start-splunkd.ts";
import { EXIT } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { readOptions } from "../read-options.ts";
import { startActionOf } from "../start-action.ts";
import { fixturesOf, portOf, SPLUNKD_OPTIONS, unknownEndpointOf } from "../splunkd-options.ts";

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
  ...SPLUNKD_OPTIONS,
} as const;

const USUAL = { management: 8089, hec: 8088 };

export async function serve(argv: readonly string[]): Promise<number> {
  const { values } = readOptions("serve", argv, OPTIONS);
  const root = values.app ?? addonHere();
  const addon = root === undefined ? undefined : loadAddon(root, { also: values.also ?? [] });
  const fixtures = await fixturesOf(addon?.root, values);
  const onUnknownEndpoint = unknownEndpointOf(values);
  const options: StartSplunkdOptions = {
    ...(addon === undefined ? {} : { addon, startAction: startActionOf(addon, () => splunkd) }),
    ...(fixtures === undefined ? {} : { fixtures }),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.persist === undefined ? {} : { persist: values.persist }),
    ...(onUnknownEndpoint === undefined ? {} : { onUnknownEndpoint }),
    ...(values["as-user"] === undefined ? {} : { user: values["as-user"] }),
    ...(values.python === undefined ? {} : { python: values.python }),
    onHandlerError: ({ name, app }, traceback) => {
      if (values.quiet !== true)
        process.stderr.write(`${name} of ${app}: ${traceback.trimEnd()}\n`);
    },
    onRequest: (one) => {
      if (values.quiet === true || values.exec !== undefined) return;
      const query = one.query === "" ? "" : `?${one.query}`;
      const unknown = one.known ? "" : "  (not played by ar-sim)";
      process.stderr.write(`${one.status} ${one.method} ${one.path}${query}${unknown}\n`);
    },
  };
  await using splunkd = await startOn(options, {
    management: portOf("--port", values.port),
    hec: portOf("--hec-port", values["hec-port"]),
  });
  tell(splunkd, values);
  if (values.exec !== undefined) return await runCommand(values.exec, splunkd);
  const interrupt = onInterrupt();
  await new Promise<void>((done) => {
    interrupt.signal.addEventListener("abort", () => done(), { once: true });
  });
  interrupt.release();
  return EXIT.interrupted;
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

function tell(splunkd: Splunkd, values: { readonly json?: boolean; readonly exec?: string }): void {
  if (values.json === true) {
    const { uri, hecUri, sessionKey } = splunkd;
    process.stdout.write(
      `${JSON.stringify({ uri, hecUri, sessionKey, username: "admin", password: DEFAULT_PASSWORD })}\n`,
    );
    return;
  }
  if (values.exec !== undefined) return;
  process.stdout.write(
    `splunkd stands in at ${splunkd.uri}, the HTTP Event Collector at ${splunkd.hecUri}\n`,
  );
  process.stdout.write(`log in as admin with ${DEFAULT_PASSWORD}; Ctrl-C stops it\n`);
}

async function runCommand(command: string, splunkd: Splunkd): Promise<number> {
  const { execa } = await import("execa");
  const { port } = splunkd;
  const run = await execa(command, {
    shell: true,
    stdio: "inherit",
    reject: false,
    env: {
      SPLUNKD_URI: splunkd.uri,
      SPLUNK_HOST: new URL(splunkd.uri).hostname,
      SPLUNK_PORT: String(port),
      SPLUNK_USERNAME: "admin",
      SPLUNK_PASSWORD: DEFAULT_PASSWORD,
      SPLUNK_SESSION_KEY: splunkd.sessionKey,
      ...(splunkd.hecUri === undefined ? {} : { SPLUNK_HEC_URI: splunkd.hecUri }),
    },
  });
  return run.exitCode ?? EXIT.interrupted;
}
