/** Opens the stage of a run: the stand-in for splunkd, a throw-away SPLUNK_HOME, and the rows that the search found. */
import type { Addon } from "../addon/addon.ts";
import type { Problem } from "../errors.ts";
import { ClosingStack } from "../host/closing-stack.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import type { SearchContext } from "../invocation/invocation.ts";
import type { WrittenResults } from "../invocation/results/write-results.ts";
import type { Keeper } from "../sandbox/fence/keeper.ts";
import { leaseKeeper } from "../sandbox/fence/lease-keeper.ts";
import { openSandbox } from "../sandbox/home/open-sandbox.ts";
import type { Sandbox } from "../sandbox/home/sandbox.ts";
import type { Interpreter } from "../sandbox/process/script-run.ts";
import type { RunSplunkd } from "../splunkd/runs/serve-run.ts";
import type { StandInWish } from "../splunkd/visits/check-handed.ts";
import { tieHandlers } from "./handlers/tie-handlers.ts";
import { type RowsWish, writeRows } from "./write-rows.ts";

export interface Stage extends AsyncDisposable {
  /** The planned search, with the address and the session key that it has here. */
  readonly search: SearchContext;
  readonly sandbox: Sandbox;
  readonly results: WrittenResults;
  /** Why the results trigger nothing, by the condition of the saved search. */
  readonly unmet: string | undefined;
  readonly problems: readonly Problem[];
  /** Requests and events that reached the stand-in, once the script has ended. */
  readonly seen: RunSplunkd["seen"];
  /** What is in the stand-in that must not show in a transcript. */
  readonly secrets: RunSplunkd["secrets"];
}

export interface StageParts {
  readonly addon: Addon;
  readonly search: SearchContext;
  readonly standIn: StandInWish;
  readonly home: HomeWish;
  readonly rows: RowsWish;
}

export interface HomeWish {
  /** The interpreter of the run; undefined where the program is not Python. */
  readonly python: Interpreter | undefined;
  /** The interpreter asked for, which runs REST handlers too. */
  readonly handlerPython: string | undefined;
  readonly keep: boolean;
  readonly cimActions: Assumptions["cimActions"];
}

export async function openStage(parts: StageParts): Promise<Stage> {
  const { addon, home } = parts;
  // Loaded here, since most commands start no stand-in.
  const { serveRun } = await import("../splunkd/runs/serve-run.ts");
  await using opened = new ClosingStack();
  const keeper = parts.standIn.dryRun ? undefined : leaseKeeper();
  if (keeper !== undefined) opened.use(keeper);
  const standIn = opened.use(await serveRun(addon, parts.search, parts.standIn));
  const { search } = standIn;
  const sandbox = opened.use(openHome(addon, search, home, keeper?.keeper));
  const { results, unmet, problems } = await writeRows(
    addon,
    search,
    sandbox.dispatchFolder(search.sid),
    parts.rows,
  );
  const { runRestScript, writeConf } = opened.use(tieHandlers(sandbox, home.handlerPython, search));
  await standIn.attach({ search, results, writeConf, runRestScript });
  const { seen, secrets } = standIn;
  return {
    search,
    sandbox,
    results,
    unmet,
    problems: [...sandbox.problems, ...problems],
    seen,
    secrets,
    [Symbol.asyncDispose]: opened.release(),
  };
}

function openHome(
  addon: Addon,
  search: SearchContext,
  home: HomeWish,
  keeper: Keeper | undefined,
): Sandbox {
  return openSandbox({
    addon,
    serverName: search.serverHost,
    managementPort: Number(new URL(search.serverUri).port),
    python: home.python,
    keep: home.keep,
    cimActions: home.cimActions,
    keeper,
  });
}
