/**
 * Starts the stand-in for splunkd: HTTPS on loopback, one store behind it, every request told of.
 * A family of endpoints is a file in endpoints/, most of them a description handed to `collection()`; endpoints/groups/ lists them.
 */
import { randomBytes } from "node:crypto";
import { cacheFolder } from "../host/cache-folder.ts";
import { HarnessError } from "../errors.ts";
import { certificate } from "./wire/certificate.ts";
import type { Core } from "./core.ts";
import { EventInbox } from "./store/event-inbox.ts";
import { type RunningServer, startHttpServer } from "./wire/http-server.ts";
import { HttpTurns } from "./wire/http-turns.ts";
import type { Parts } from "./parts.ts";
import type { WebServerOptions } from "./wire/web-server.ts";
import { REMOTE_RUNS } from "./visits/remote-run.ts";
import { localHost, type RunHost } from "./visits/run-host.ts";
import type { Credentials } from "./store/runs.ts";
import { fillSettings, type SplunkdOptions } from "./instance/settings.ts";
import type { RestRecord } from "./model/rest-record.ts";

export interface Splunkd extends AsyncDisposable {
  /** `https://127.0.0.1:<port>`. */
  readonly uri: string;
  readonly port: number;
  /** Whom it was started for: `admin` unless told otherwise. */
  readonly user: string;
  /** Good for all requests of that user. */
  readonly sessionKey: string;
  /** Of the HTTP Event Collector, where it was asked for. */
  readonly hecUri: string | undefined;
  /** Of the page behind results_link; undefined where none was asked for, or something else listens there. */
  readonly webPort: number | undefined;
  /** Every request so far, the oldest first; of a hundred thousand and more the latest. */
  readonly requests: readonly RestRecord[];
  /** Events that came by receivers or the collector. */
  readonly inbox: EventInbox;
  /** What is behind it; loaded by this call where no request did so before. */
  open(): Promise<Parts>;
  /** The same as leaving the block of an `await using`; a second time does nothing. */
  close(): Promise<void>;
  /** What `sendAlert` needs of a stand-in that it is handed. */
  readonly host: RunHost;
}

/** As much of it as a run needs. */
export type HandedSplunkd = Pick<Splunkd, "uri" | "user" | "webPort" | "host">;

const MOST_REQUESTS = 100_000;

/** Ground: ports that Splunk has out of the box. */
export const MANAGEMENT_PORT = 8089;

export async function startStandIn(options: SplunkdOptions = {}): Promise<Splunkd> {
  const sessionKey =
    options.sessionKey ?? randomBytes(96).toString("base64url").replaceAll("-", "^");
  const settings = fillSettings({ ...options, sessionKey });
  if (settings.fixtures.users !== undefined)
    (await import("./instance/fixtures/check-roles.ts")).checkRoles(settings);
  const state =
    settings.persist === undefined
      ? undefined
      : (await import("./store/state/state-file.ts")).StateFile.open(settings.persist);
  const { runs } = settings;
  const inbox = new EventInbox(settings);
  const requests: RestRecord[] = [];
  const record = (one: RestRecord, headers: Credentials): void => {
    if (one.path.startsWith(`/services/${REMOTE_RUNS}`)) return;
    // In one go now and then: to shift so many for each request would cost more than the request.
    if (requests.length >= 2 * MOST_REQUESTS) requests.splice(0, MOST_REQUESTS);
    requests.push(one);
    for (const run of runs.of(headers)) run.requests.push(one);
    settings.onRequest?.(one);
  };
  const address = {
    port: 0,
    uri: "",
    hecUri: undefined as string | undefined,
    webPort: undefined as number | undefined,
  };
  const turns = new HttpTurns();
  let opening: Promise<Core> | undefined;
  let opened: Core | undefined;
  const core = (): Promise<Core> =>
    (opening ??= import("./core.ts").then(
      ({ openCore }) =>
        (opened = openCore({
          settings: runs.addon === undefined ? settings : { ...settings, addon: runs.addon },
          inbox,
          record,
          address,
          turns,
          state,
        })),
    ));
  const common = {
    host: settings.host,
    certificate: () => certificate(settings.cacheFolder ?? cacheFolder()),
    turns,
  } satisfies Partial<Listening>;
  const server = await listen(options.port ?? 0, {
    ...common,
    takeRaw: async (head, rest, socket) => (await core()).takeRaw(head, rest, socket),
    handle(message, response) {
      if (opened !== undefined) return opened.handle(message, response);
      core().then(
        (one) => one.handle(message, response),
        () => response.destroy(),
      );
    },
  }).catch((error: unknown) => {
    state?.file.close();
    throw error;
  });
  address.port = server.port;
  address.uri = `https://${reachable(settings.host)}:${server.port}`;
  const hec = await listenIfAsked(options.hecPort ?? false, {
    ...common,
    handle(message, response) {
      core().then(
        (one) => one.handleHec(message, response),
        () => response.destroy(),
      );
    },
  }).catch(async (error: unknown) => {
    await server[Symbol.asyncDispose]();
    state?.file.close();
    throw error;
  });
  const openWeb = (port: number | false): Promise<RunningServer | undefined> =>
    webServer(port, settings.host, async (path, host) => {
      const { resultsPage } = await import("./search/results/results-page.ts");
      return resultsPage(path, host, (await core()).parts);
    });
  let pages = openWeb(options.webPort ?? false);
  let web = await pages;
  address.webPort = web?.port;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([server, hec, await pages].map((one) => one?.[Symbol.asyncDispose]()));
    const core = await opening?.catch(() => undefined);
    if (core === undefined) state?.file.close();
    else await core.close();
  };
  if (hec !== undefined) address.hecUri = `https://${reachable(settings.host)}:${hec.port}`;
  return {
    uri: address.uri,
    port: server.port,
    sessionKey,
    hecUri: address.hecUri,
    get webPort() {
      return web?.port;
    },
    user: settings.user,
    requests,
    inbox,
    open: async () => (await core()).parts,
    close: () => (closing ??= close()),
    [Symbol.asyncDispose]: () => (closing ??= close()),
    host: localHost({
      settings,
      sessionKey,
      requests,
      isOpen: () => opening !== undefined,
      isClosed: () => closing !== undefined,
      open: async () => (await core()).parts,
      async openPages(port) {
        if (web === undefined) pages = pages.then(async (one) => one ?? (await openWeb(port)));
        web = await pages;
      },
    }),
  };
}

/** As it stands in a URL; who listens on every address is reached at the nearest. */
function reachable(host: string): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return name.includes(":") ? `[${name}]` : name;
}

/** Somebody's own Splunk Web may listen there: then the link leads to it, as it says. */
async function webServer(
  port: number | false,
  host: string,
  handler: WebServerOptions["handler"],
): Promise<RunningServer | undefined> {
  if (port === false) return undefined;
  const { startWebServer } = await import("./wire/web-server.ts");
  return startWebServer({ host, port, handler }).catch(() => undefined);
}

type Listening = Omit<Parameters<typeof startHttpServer>[0], "port">;

async function listenIfAsked(
  port: number | false,
  options: Listening,
): Promise<RunningServer | undefined> {
  return port === false ? undefined : listen(port, options);
}

async function listen(port: number, options: Listening): Promise<RunningServer> {
  try {
    return await startHttpServer({ ...options, port });
  } catch (cause) {
    const { code, syscall, message } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new HarnessError("SPLUNKD_PORT_TAKEN", `port ${port} is in use`, {
        hint: "Stop what listens there, or leave the port to ar-sim.",
        cause,
      });
    }
    if (syscall === undefined) throw cause;
    throw new HarnessError("SPLUNKD_NO_ADDRESS", `cannot listen on ${options.host}: ${message}`, {
      hint: "Name an address of this machine, 127.0.0.1 for example, and a port above 1023.",
      cause,
    });
  }
}
