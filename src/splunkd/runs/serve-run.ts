/**
 * The stand-in as a run sees it: with the user, the session key and the job of the run, on the port that scripts
 * expect.
 */
import { readRegular, WHOLE } from "../../host/files/read-regular.ts";
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import { ClosingStack } from "../../host/closing-stack.ts";
import type { SearchContext } from "../../invocation/invocation.ts";
import type { WrittenResults } from "../../invocation/results/write-results.ts";
import type { StandInWish } from "../visits/check-handed.ts";
import type { RunRestScript } from "../model/handler-script.ts";
import type { Seen } from "../visits/run-host.ts";
import {
  type HandedSplunkd,
  MANAGEMENT_PORT,
  type Splunkd,
  startStandIn,
} from "../start-stand-in.ts";
import type { SplunkdOptions } from "../instance/settings.ts";
import type { AlertJob, ConfWrite, SearchCommands } from "../model/run-records.ts";

export interface RunSplunkd extends AsyncDisposable {
  /** The search, with the address and the session key that this stand-in gives it. */
  readonly search: SearchContext;
  /** Of the HTTP Event Collector, where this stand-in has one. */
  readonly hecUri: string | undefined;
  /** Whether the user of the run has this capability. */
  can(capability: string): Promise<boolean>;
  /** Requests and events of this run. To be called after the script has ended. */
  seen(): Promise<Seen>;
  /** What is in the stand-in that must not show in a transcript. */
  secrets(): Promise<unknown>;
  /** Gives the stand-in the job of the alert, and what handles its writes and REST handlers. */
  attach(run: RunFacts): Promise<void>;
}

export interface RunFacts {
  readonly search: SearchContext;
  readonly results: WrittenResults;
  readonly splunkHome: string;
  readonly writeConf: (write: ConfWrite) => void;
  /** undefined without a Python. */
  readonly runRestScript: RunRestScript | undefined;
  readonly searchCommands: SearchCommands;
}

/** Uses the stand-in of the caller, or starts one. A dry run has none. */
export async function serveRun(
  addon: Addon,
  search: SearchContext,
  wish: StandInWish,
): Promise<RunSplunkd> {
  const { splunkd: handed } = wish;
  if (wish.dryRun) return nobody(search, wish);
  if (handed !== undefined) return visit(addon, search, handed, true);
  await using opened = new ClosingStack();
  const started = opened.use(await startOnUsualPort(newStandIn(addon, search, wish)));
  const run = opened.use(await visit(addon, search, started, false));
  // The sid of the search has the first number.
  started.host.nextNumber();
  return { ...run, [Symbol.asyncDispose]: opened.release() };
}

/** `outlives`: whether the stand-in is there after the run, while the files of the run are not. */
async function visit(
  addon: Addon,
  search: SearchContext,
  { uri, hecUri, host }: HandedSplunkd,
  outlives: boolean,
): Promise<RunSplunkd> {
  const run = await host.admit({ addon, owner: search.owner, sessionKey: search.sessionKey });
  return {
    search: { ...search, serverUri: uri, sessionKey: run.sessionKey },
    hecUri,
    can: (capability) => run.can(capability),
    seen: () => run.seen(),
    secrets: () => run.secrets(),
    async attach({ search: now, results, ...facts }) {
      for (const write of await run.conf()) facts.writeConf(write);
      const job = jobOf(now, results, outlives);
      const webPort = Number(new URL(search.webUri).port);
      await run.attach({ job, ...facts, webPort });
    },
    [Symbol.asyncDispose]: () => run.leave(),
  };
}

function nobody(search: SearchContext, { splunkd: handed, fixtures }: StandInWish): RunSplunkd {
  return {
    search: handed === undefined ? search : { ...search, serverUri: handed.uri },
    hecUri: undefined,
    can: async () => true,
    seen: async () => ({ requests: [], events: [] }),
    secrets: async () => handed?.host.fixtures ?? fixtures,
    attach: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

function newStandIn(addon: Addon, search: SearchContext, wish: StandInWish): SplunkdOptions {
  const { searchName: name, app, searchText } = search;
  return {
    addon,
    // The owner of the search: the script may do what this user may do.
    user: search.owner,
    sessionKey: search.sessionKey,
    webPort: Number(new URL(search.webUri).port) || false,
    serverName: search.serverHost,
    splunkVersion: search.splunkVersion,
    // A script may enable it and send events there.
    hecPort: "usual",
    fixtures: wish.fixtures,
    port: wish.port,
    recordBodies: wish.recordBodies,
    savedSearch: name === "" ? undefined : { name, app, search: searchText },
  };
}

/**
 * Uses port 8089 if it is free, since 11 of 57 public add-ons ignore `server_uri` and call that port. Otherwise uses
 * any
 * free port, which SPLUNKD_URI and the start-up hook of the sandbox name.
 */
async function startOnUsualPort(options: SplunkdOptions): Promise<Splunkd> {
  if (options.port !== undefined) return startStandIn(options);
  try {
    return await startStandIn({ ...options, port: MANAGEMENT_PORT });
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "SPLUNKD_PORT_TAKEN") throw error;
    return startStandIn({ ...options, port: 0 });
  }
}

/** `outlives`: whether the job is there after the sandbox, and so needs copies of the rows. */
function jobOf(search: SearchContext, results: WrittenResults, outlives: boolean): AlertJob {
  return {
    sid: search.sid,
    app: search.app,
    owner: search.owner,
    searchName: search.searchName,
    search: search.searchText,
    earliest: search.earliest,
    latest: search.latest,
    now: search.now,
    fields: results.fields,
    resultsFiles: results.files.map(({ path }) => (outlives ? readRegular(path, WHOLE) : path)),
    resultCount: results.count,
  };
}
