/** The stand-in as one run has it: the run's user and session key, its job, and the port that scripts take for granted. */
import { readFileSync } from "node:fs";
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
import type { AlertJob, ConfWrite } from "../model/run-records.ts";

export interface RunSplunkd extends AsyncDisposable {
  /** The search, with the address and the session key that it has here. */
  readonly search: SearchContext;
  /** Requests and events of this run, once the script has ended. */
  seen(): Promise<Seen>;
  /** What is in it that nobody is to read in a transcript. */
  secrets(): Promise<unknown>;
  /** Tells it of the job behind the alert once there is one, and where writes go. */
  attach(run: RunFacts): Promise<void>;
}

export interface RunFacts {
  readonly search: SearchContext;
  readonly results: WrittenResults;
  readonly writeConf: (write: ConfWrite) => void;
  /** Where there is a Python. */
  readonly runRestScript: RunRestScript | undefined;
}

/** A stand-in for the run: that of the caller, or a new one. A dry run has none, since it asks nobody anything. */
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
  // The first number is in the sid of the search.
  started.host.nextNumber();
  return { ...run, [Symbol.asyncDispose]: opened.release() };
}

/** `outlives`: whether the stand-in is there after the run, whose files are not. */
async function visit(
  addon: Addon,
  search: SearchContext,
  { uri, host }: HandedSplunkd,
  outlives: boolean,
): Promise<RunSplunkd> {
  const run = await host.admit({ addon, owner: search.owner, sessionKey: search.sessionKey });
  return {
    search: { ...search, serverUri: uri, sessionKey: run.sessionKey },
    seen: () => run.seen(),
    secrets: () => run.secrets(),
    async attach({ search: now, results, writeConf, runRestScript }) {
      for (const write of await run.conf()) writeConf(write);
      const job = jobOf(now, results, outlives);
      const webPort = Number(new URL(search.webUri).port);
      await run.attach({ job, writeConf, runRestScript, webPort });
    },
    [Symbol.asyncDispose]: () => run.leave(),
  };
}

function nobody(search: SearchContext, { splunkd: handed, fixtures }: StandInWish): RunSplunkd {
  return {
    search: handed === undefined ? search : { ...search, serverUri: handed.uri },
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
    // Whose search it is: what the user may not do, the script may not.
    user: search.owner,
    sessionKey: search.sessionKey,
    webPort: Number(new URL(search.webUri).port) || false,
    serverName: search.serverHost,
    fixtures: wish.fixtures,
    port: wish.port,
    recordBodies: wish.recordBodies,
    savedSearch: name === "" ? undefined : { name, app, search: searchText },
  };
}

/**
 * On 8089 when it is free: of 57 public add-ons 11 go there whatever `server_uri` says. Else on a free port, where
 * SPLUNKD_URI and the start-up hook of the sandbox lead.
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

/** `outlives`: the rows go with the sandbox, and the job does not. */
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
    resultsFiles: results.files.map(({ path }) => (outlives ? readFileSync(path) : path)),
    resultCount: results.count,
  };
}
