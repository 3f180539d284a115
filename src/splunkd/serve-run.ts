/** The stand-in as one run has it: the run's user and session key, its job, and the port that scripts take for granted. */
import type { Addon } from "../addon/addon.ts";
import { HarnessError, type Problem } from "../errors.ts";
import type { SearchContext } from "../invocation/invocation.ts";
import type { WrittenResults } from "../invocation/write-results.ts";
import type { RunRestScript } from "./handlers/rest-script-call.ts";
import { MANAGEMENT_PORT, type Splunkd, startSplunkd } from "./start-splunkd.ts";
import type { AlertJob, ConfWrite, SplunkdOptions } from "./settings.ts";

export interface RunSplunkd extends Splunkd {
  readonly problems: readonly Problem[];
  /** Tells it of the job behind the alert once there is one, and where writes go. */
  attach(run: RunFacts): void;
}

/** What a caller may say of it. */
export type RunWish = Pick<SplunkdOptions, "fixtures" | "port">;

export interface RunFacts {
  readonly search: SearchContext;
  readonly results: WrittenResults;
  readonly writeConf: (write: ConfWrite) => void;
  /** Where there is a Python. */
  readonly runRestScript: RunRestScript | undefined;
}

/**
 * On 8089 when it is free: of 57 public add-ons 11 go there whatever `server_uri` says. Else on a free port, where
 * SPLUNKD_URI and the start-up hook of the sandbox lead.
 */
export async function serveRun(
  addon: Addon,
  search: SearchContext,
  wish: RunWish,
): Promise<RunSplunkd> {
  const problems: Problem[] = [];
  let facts: RunFacts | undefined;
  const own: SplunkdOptions = {
    addon,
    // Whose search it is: what the user may not do, the script may not.
    user: search.owner,
    sessionKey: search.sessionKey,
    webPort: Number(new URL(search.webUri).port) || false,
    serverName: search.serverHost,
    ...(wish.fixtures === undefined ? {} : { fixtures: wish.fixtures }),
    ...(wish.port === undefined ? {} : { port: wish.port }),
    ...(search.searchName === ""
      ? {}
      : { savedSearch: { name: search.searchName, app: search.app, search: search.searchText } }),
    job: () => (facts === undefined ? undefined : jobOf(facts)),
    runRestScript: async (script, request) =>
      (await facts?.runRestScript?.(script, request)) ?? { error: "there is no Python to run it" },
    onConfWrite: (write) => facts?.writeConf(write),
  };
  const splunkd = await startOnUsualPort(own);
  return {
    ...splunkd,
    problems,
    attach(run) {
      facts = run;
    },
    [Symbol.asyncDispose]: () => splunkd[Symbol.asyncDispose](),
  };
}

async function startOnUsualPort(options: SplunkdOptions): Promise<Splunkd> {
  if (options.port !== undefined) return startSplunkd(options);
  try {
    return await startSplunkd({ ...options, port: MANAGEMENT_PORT });
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "SPLUNKD_PORT_TAKEN") throw error;
    return startSplunkd({ ...options, port: 0 });
  }
}

function jobOf({ search, results }: RunFacts): AlertJob {
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
    resultsFiles: results.files.map((file) => file.path),
    resultCount: results.count,
  };
}
