/** The stand-in as one run has it: the run's user and session key, its job, and the port that scripts take for granted. */
import { readFileSync } from "node:fs";
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import type { SearchContext } from "../../invocation/invocation.ts";
import type { WrittenResults } from "../../invocation/results/write-results.ts";
import { misfit } from "../visits/admit-run.ts";
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

/** What a caller may say of it. */
export interface RunWish extends Pick<SplunkdOptions, "fixtures" | "port" | "recordBodies"> {
  /** One of the caller's own, which outlives the run. */
  readonly splunkd?: HandedSplunkd | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface RunFacts {
  readonly search: SearchContext;
  readonly results: WrittenResults;
  readonly writeConf: (write: ConfWrite) => void;
  /** Where there is a Python. */
  readonly runRestScript: RunRestScript | undefined;
}

/** Throws where a stand-in is handed over that cannot serve this run, before anything is made of it. */
export function checkHanded({ splunkd, ...wish }: RunWish): void {
  if (splunkd === undefined) return;
  if (splunkd.host === undefined)
    throw misfit(
      "`splunkd` is not what `await startSplunkd()` gives",
      "Write const splunkd = await startSplunkd(…).",
    );
  if (splunkd.host.isClosed)
    throw misfit(
      "this stand-in was closed before the run",
      "Close it, or leave the block of its `await using`, when all runs are over.",
    );
  const other = (["fixtures", "port", "recordBodies"] as const).find(
    (name) => wish[name] !== undefined,
  );
  if (other !== undefined)
    throw misfit(
      `\`${other}\` says how to start a stand-in, and this one runs already`,
      `Give ${other} to startSplunkd.`,
    );
}

export async function serveRun(
  addon: Addon,
  search: SearchContext,
  wish: RunWish,
): Promise<RunSplunkd> {
  const { splunkd: handed } = wish;
  if (wish.dryRun === true) return nobody(search, wish);
  const own =
    handed === undefined ? await startOnUsualPort(ownOptions(addon, search, wish)) : undefined;
  const { uri: serverUri, host } = own ?? (handed as HandedSplunkd);
  const run = await host.admit({ addon, owner: search.owner, sessionKey: search.sessionKey });
  // The first number is in the sid of the search.
  if (own !== undefined) host.nextNumber();
  return {
    search: { ...search, serverUri, sessionKey: run.sessionKey },
    seen: () => run.seen(),
    secrets: () => run.secrets(),
    async attach({ search: now, results, writeConf, runRestScript }) {
      for (const write of await run.conf()) writeConf(write);
      const job = jobOf(now, results, own === undefined);
      const webPort = Number(new URL(search.webUri).port);
      await run.attach({ job, writeConf, runRestScript, webPort });
    },
    async [Symbol.asyncDispose]() {
      await run.leave();
      await own?.close();
    },
  };
}

/** A dry run asks nobody anything. */
function nobody(search: SearchContext, { splunkd: handed, fixtures }: RunWish): RunSplunkd {
  return {
    search: handed === undefined ? search : { ...search, serverUri: handed.uri },
    seen: async () => ({ requests: [], events: [] }),
    secrets: async () => handed?.host.fixtures ?? fixtures,
    attach: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

function ownOptions(addon: Addon, search: SearchContext, wish: RunWish): SplunkdOptions {
  return {
    addon,
    // Whose search it is: what the user may not do, the script may not.
    user: search.owner,
    sessionKey: search.sessionKey,
    webPort: Number(new URL(search.webUri).port) || false,
    serverName: search.serverHost,
    ...(wish.fixtures === undefined ? {} : { fixtures: wish.fixtures }),
    ...(wish.port === undefined ? {} : { port: wish.port }),
    ...(wish.recordBodies === undefined ? {} : { recordBodies: wish.recordBodies }),
    ...(search.searchName === ""
      ? {}
      : { savedSearch: { name: search.searchName, app: search.app, search: search.searchText } }),
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
