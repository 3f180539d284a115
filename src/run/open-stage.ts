/** Opens the stage of a run: the stand-in for splunkd, a throw-away SPLUNK_HOME, and the rows that the search found. */
import { dirname } from "node:path";
import type { Addon } from "../addon/addon.ts";
import type { Problem } from "../errors.ts";
import { ClosingStack } from "../host/closing-stack.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import type { SearchContext } from "../invocation/invocation.ts";
import { isSavedMode } from "../invocation/search/is-saved-mode.ts";
import type { WrittenResults } from "../invocation/results/write-results.ts";
import { splunkProfile } from "../platforms/splunk-profile.ts";
import { openSandbox, type SandboxOptions } from "../sandbox/home/open-sandbox.ts";
import { NO_TOOLING, type Tooling } from "../sandbox/home/tooling.ts";
import type { Sandbox } from "../sandbox/home/sandbox.ts";
import type { AppCommands } from "../search/spl/stage/stage.ts";
import type { Interpreter } from "../sandbox/process/script-run.ts";
import type { ForkPlace } from "../sandbox/fork/fork-place.ts";
import type { StartedHow } from "../sandbox/process/run-script.ts";
import type { RunSplunkd } from "../splunkd/runs/serve-run.ts";
import type { StandInWish } from "../splunkd/visits/check-handed.ts";
import {
  type FenceOptions,
  type Offer,
  type RaisedFence,
  raiseFence,
} from "../sandbox/fence/raise-fence.ts";
import { isTaped } from "../sandbox/fence/fence-types.ts";
import type { VendorServer } from "../vendor/server/vendor-server.ts";
import type { GivenStubs } from "../vendor/stubs/stub.ts";
import { tieHandlers } from "./handlers/tie-handlers.ts";
import { appCommands, type CommandHome } from "./search/commands/app-commands.ts";
import { type RowsWish, writeRows } from "./write-rows.ts";

export interface Stage extends AsyncDisposable {
  /** The planned search, with the address and the session key that it has here. */
  readonly search: SearchContext;
  readonly sandbox: Sandbox;
  readonly results: WrittenResults;
  /** Why the results trigger nothing, by the condition of the saved search. */
  readonly unmet: string | undefined;
  /** Whether the user may run `sendalert` in a search. */
  readonly maySend: boolean;
  readonly problems: readonly Problem[];
  /** Requests and events that reached the stand-in, once the script has ended. */
  readonly seen: RunSplunkd["seen"];
  /** What is in the stand-in that must not show in a transcript. */
  readonly secrets: RunSplunkd["secrets"];
  readonly fence: Pick<RaisedFence, "report" | "outbound">;
  /** Answers in place of others. undefined where nothing is to be answered. */
  readonly vendor: VendorServer | undefined;
}

export interface StageParts {
  readonly fence: FenceOptions;
  readonly addon: Addon;
  readonly search: SearchContext;
  readonly standIn: StandInWish;
  readonly home: HomeWish;
  readonly rows: Omit<RowsWish, "commands">;
  /** Answers to what the script calls of others. */
  readonly http: GivenStubs;
  /** Absolute path of what is recorded or replayed. */
  readonly cassette: string;
}

export interface HomeWish {
  /** The interpreter of the run; undefined where the program is not Python. */
  readonly python: Interpreter | undefined;
  /** The interpreter asked for, which runs REST handlers too. */
  readonly handlerPython: string | undefined;
  readonly keep: boolean;
  readonly cimActions: Assumptions["cimActions"];
  /** Watches scripts and handlers from inside. */
  readonly tooling: Tooling | undefined;
  /** Whether scripts are forked, where that is possible. */
  readonly forks: boolean;
  /** Told why they have to be started. */
  readonly onStart: ((how: StartedHow) => void) | undefined;
  /** Ends the copying of a large add-on. */
  readonly signal: AbortSignal | undefined;
}

export async function openStage(parts: StageParts): Promise<Stage> {
  const { addon, home } = parts;
  await using opened = new ClosingStack();
  const fence = opened.use(
    raiseFence({
      ...parts.fence,
      isDryRun: parts.standIn.dryRun === true,
      isPython: home.python !== undefined,
    }),
  );
  const vendor = await openVendor(parts, fence, opened);
  // Loaded here, since most commands start no stand-in, and behind the fence, which starts in the meantime.
  const { serveRun } = await import("../splunkd/runs/serve-run.ts");
  const standIn = opened.use(await serveRun(addon, parts.search, parts.standIn));
  const { search, hecUri } = standIn;
  fence.offer(offeredTo(search, hecUri, home.tooling));
  const sandbox = opened.use(
    await openHome(addon, search, home, {
      ...parts.fence,
      hecPort: hecUri === undefined ? undefined : Number(new URL(hecUri).port),
      isAnswered: vendor !== undefined,
      keeper: fence.keeper,
      ports: fence.ports,
      place: await placeOf(parts, fence),
    }),
  );
  const maySend = await mayRunSendalert(standIn);
  const { runRestScript, writeConf, commands } = opened.use(
    tieHandlers(sandbox, home.handlerPython, search),
  );
  const { splunkHome } = sandbox;
  await fence.guard(dirname(splunkHome));
  const folder = sandbox.dispatchFolder(search.sid);
  const { results, unmet, problems } = await writeRows(addon, search, folder, {
    ...parts.rows,
    commands: parts.standIn.dryRun === true ? undefined : commandsOf(parts, search, commands),
  });
  await standIn.attach({
    search,
    results,
    splunkHome,
    writeConf,
    runRestScript,
    searchCommands: (app, around, limits) =>
      appCommands(app, around, async () => commands, { signal: home.signal, ...limits }),
  });
  const { seen, secrets } = standIn;
  return {
    search,
    sandbox,
    results,
    unmet,
    maySend,
    problems: [...sandbox.problems, ...problems],
    seen,
    secrets,
    fence,
    vendor,
    [Symbol.asyncDispose]: opened.release(),
  };
}

/** Loaded only where forks are wished. */
async function placeOf(
  { home, standIn, fence: { isolate } }: StageParts,
  fence: RaisedFence,
): Promise<ForkPlace | undefined> {
  if (!home.forks || standIn.dryRun === true) return undefined;
  const { placeFor } = await import("../sandbox/fork/lease-place.ts");
  const { keeper } = fence;
  const { kind } = await fence.report();
  const { python, keep, tooling } = home;
  const isMeasured = tooling !== undefined;
  const place = placeFor({ python, keeper, fence: kind, isolate, keep, isMeasured });
  if (typeof place !== "string") return place;
  home.onStart?.({ isForked: false, why: place });
  return undefined;
}

/** Those that the search of the run may name. They start in its own SPLUNK_HOME, behind its fence. */
function commandsOf(
  { addon, home: { signal } }: StageParts,
  search: SearchContext,
  home: CommandHome,
): AppCommands {
  const { sid, app, owner, searchText, now, earliest, latest } = search;
  const around = { sid, app, owner, search: searchText, now, earliest, latest };
  return appCommands(addon, around, async () => home, { signal });
}

/** Loaded only where there is something to answer. */
async function openVendor(
  parts: Pick<StageParts, "http" | "cassette" | "fence" | "standIn">,
  fence: RaisedFence,
  opened: ClosingStack,
): Promise<VendorServer | undefined> {
  const { http, cassette } = parts;
  const { network } = parts.fence;
  const isTape = isTaped(network) && parts.standIn.dryRun !== true;
  if (http.length === 0 && !isTape) return undefined;
  const { openVendorServer } = await import("../vendor/open-vendor-server.ts");
  const vendor = opened.use(
    await openVendorServer(http, isTape ? { ...network, cassette } : undefined),
  );
  await fence.answer(vendor);
  return vendor;
}

/**
 * Ground: authorize.conf.spec, `run_sendalert`, in all versions from 9.0 on. Guess: the scheduler, which starts the action
 * of a saved search, does not ask for it. Administrators have it, and asking costs the start of the stand-in.
 */
async function mayRunSendalert({
  search,
  can,
}: Pick<RunSplunkd, "search" | "can">): Promise<boolean> {
  if (isSavedMode(search.mode) || search.owner === "admin") return true;
  return can("run_sendalert");
}

/**
 * What ar-sim itself offers to a script: splunkd, its web pages, and the HTTP Event Collector. Below a fence each run has
 * ports of its own, so the collector is at its usual one there, whoever has that outside.
 */
function offeredTo(
  { serverUri, webUri }: SearchContext,
  hecUri: string | undefined,
  { ports }: Pick<Tooling, "ports"> = NO_TOOLING,
): Offer[] {
  const offers: Offer[] = [{ uri: serverUri }, { uri: webUri }];
  offers.push(...ports.map((port) => ({ uri: `tcp://127.0.0.1:${port}` })));
  if (hecUri !== undefined) offers.push({ uri: hecUri, isCollector: true });
  return offers.filter(({ uri }) => URL.canParse(uri));
}

function openHome(
  addon: Addon,
  search: SearchContext,
  home: HomeWish,
  fence: Pick<
    SandboxOptions,
    "keeper" | "isolate" | "writable" | "ports" | "hecPort" | "isAnswered" | "place"
  >,
): Promise<Sandbox> {
  return openSandbox({
    addon,
    serverName: search.serverHost,
    profile: splunkProfile(search.splunkVersion),
    managementPort: Number(new URL(search.serverUri).port),
    python: home.python,
    keep: home.keep,
    cimActions: home.cimActions,
    signal: home.signal,
    tooling: home.tooling,
    ...fence,
  });
}
