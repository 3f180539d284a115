/**
 * Starts the stand-in for splunkd: HTTPS on loopback, one store behind it, every request told of.
 * A family of endpoints is a file in endpoints/, most of them a description handed to `collection()`; endpoints/groups/ lists them.
 */
import { randomBytes } from "node:crypto";
import type { Recorder } from "./call/hooks/record.ts";
import { keepLatest } from "./call/record/keep-latest.ts";
import { EventInbox } from "./store/event-inbox.ts";
import type { RunningServer } from "./wire/http-server.ts";
import { HttpTurns } from "./wire/http-turns.ts";
import type { Parts } from "./parts.ts";
import { lazyCore } from "./start/lazy-core.ts";
import { openPages } from "./start/open-pages.ts";
import { openPorts } from "./start/open-ports.ts";
import { REMOTE_RUNS } from "./visits/remote-run.ts";
import { localHost, type RunHost } from "./visits/run-host.ts";
import type { OpenState } from "./store/state/state-file.ts";
import { checkPasswords } from "./instance/fixtures/admin-password.ts";
import { fillSettings, type SplunkdOptions, type Settings } from "./instance/settings.ts";
import type { RestRecord } from "./model/rest-record.ts";

export interface Splunkd extends AsyncDisposable {
  /** `https://127.0.0.1:<port>`. */
  readonly uri: string;
  readonly port: number;
  /** The Splunk that it behaves like: `10.0`. */
  readonly splunkVersion: string;
  /** Whom it was started for: `admin` unless told otherwise. */
  readonly user: string;
  /** Of `admin`, and of users that the fixtures give none, at the start. */
  readonly password: string;
  /** Whether others than this machine reach it. */
  readonly isExposed: boolean;
  /** Good for all requests of that user. */
  readonly sessionKey: string;
  /** Of the HTTP Event Collector, where it was asked for. */
  readonly hecUri: string | undefined;
  /** Of the page behind results_link; undefined where none was asked for, or something else listens there. */
  readonly webPort: number | undefined;
  /** Every request so far, the oldest first. Of more than ten thousand, the latest ten thousand at least. */
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
export type HandedSplunkd = Pick<Splunkd, "uri" | "user" | "webPort" | "host"> &
  Partial<Pick<Splunkd, "hecUri" | "splunkVersion">>;

/** About 600 bytes each: of a stand-in that runs for days, the memory must not grow. */
const MOST_REQUESTS = 10_000;

/** Ground: ports that Splunk has out of the box. */
export const MANAGEMENT_PORT = 8089;

export async function startStandIn(options: SplunkdOptions = {}): Promise<Splunkd> {
  const sessionKey =
    options.sessionKey ?? randomBytes(96).toString("base64url").replaceAll("-", "^");
  const settings = fillSettings({ ...options, sessionKey });
  await checkUsers(settings);
  const state = await openState(settings);
  const requests: RestRecord[] = [];
  const inbox = new EventInbox(settings);
  const address: Address = { port: 0, uri: "", hecUri: undefined, webPort: undefined };
  const turns = new HttpTurns();
  const record = recorderOf(requests, settings);
  const core = lazyCore({ settings, inbox, record, address, turns, state });

  const ports = await openPorts(options, core, settings, turns).catch((error: unknown) => {
    state?.file.close();
    throw error;
  });
  const pages = await openPages(options.webPort ?? false, core, settings);
  const { server, hec } = ports;
  const uriOf = ({ port }: RunningServer): string => `https://${reachable(settings.host)}:${port}`;
  address.port = server.port;
  address.uri = uriOf(server);
  address.hecUri = hec && uriOf(hec);
  address.webPort = pages.port();

  const close = onlyOnce(async () => {
    await Promise.all([server, hec, pages].map((opened) => opened?.[Symbol.asyncDispose]()));
    const opened = await core.wanted()?.catch(() => undefined);
    if (opened === undefined) state?.file.close();
    else await opened.close();
  });
  const open = async (): Promise<Parts> => (await core.open()).parts;
  return {
    uri: address.uri,
    port: server.port,
    sessionKey,
    hecUri: address.hecUri,
    get webPort() {
      return pages.port();
    },
    splunkVersion: settings.profile.version,
    user: settings.user,
    password: settings.password,
    isExposed: settings.isExposed,
    requests,
    inbox,
    open,
    close: close.run,
    [Symbol.asyncDispose]: close.run,
    host: localHost({
      settings,
      sessionKey,
      requests,
      isOpen: () => core.wanted() !== undefined,
      isClosed: close.hasBegun,
      open,
      openPages: pages.open,
    }),
  };
}

/** Written once the ports are known, and read by what answers. */
interface Address {
  port: number;
  uri: string;
  hecUri: string | undefined;
  webPort: number | undefined;
}

async function checkUsers(settings: Settings): Promise<void> {
  if (settings.isExposed) checkPasswords(settings);
  if (settings.fixtures.users !== undefined)
    (await import("./instance/fixtures/check-roles.ts")).checkRoles(settings);
}

async function openState({ persist }: Settings): Promise<OpenState | undefined> {
  if (persist === undefined) return undefined;
  return (await import("./store/state/state-file.ts")).StateFile.open(persist);
}

/** Keeps each request for whoever asks the stand-in, and for the runs that it belongs to. */
function recorderOf(requests: RestRecord[], settings: Settings): Recorder {
  return (request, headers) => {
    if (request.path.startsWith(`/services/${REMOTE_RUNS}`)) return;
    keepLatest(requests, request, MOST_REQUESTS);
    for (const run of settings.runs.of(headers)) run.requests.push(request);
    settings.onRequest?.(request);
  };
}

function onlyOnce(act: () => Promise<void>): {
  readonly run: () => Promise<void>;
  readonly hasBegun: () => boolean;
} {
  let running: Promise<void> | undefined;
  return { run: () => (running ??= act()), hasBegun: () => running !== undefined };
}

/** As it stands in a URL; who listens on every address is reached at the nearest. */
function reachable(host: string): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return name.includes(":") ? `[${name}]` : name;
}
