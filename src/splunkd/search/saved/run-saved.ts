/**
 * A saved search run, by hand or by its schedule, and the alert that comes of it. Ground: savedsearches.conf.spec,
 * `counttype`, `relation`, `quantity`, `alert_condition`, `alert.track`; REST API Reference, «dispatch».
 */
import { makeSid } from "../../../invocation/search/make-sid.ts";
import type { Arguments } from "../../model/arguments.ts";
import { holds } from "../../../invocation/trigger/alert-condition.ts";
import type { Row } from "../../../invocation/invocation.ts";
import { asBoolean, asText, content, effective, type Entity } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { readWhole } from "../../model/arguments.ts";
import { type JobWish, makeJob } from "../jobs/make-job.ts";
import { rowsOf } from "../jobs/job-rows.ts";
import { overRows, runJobSearch } from "../run-job-search.ts";
import { searchWorld } from "../world/search-world.ts";
import { conditionOf, enabledActions } from "./saved-condition.ts";
import { unsuppressed } from "./suppress-alerts.ts";
import type { Asker } from "../asker.ts";
import type { FiredAlerts } from "../fired-alerts.ts";
import type { SearchSources } from "../world/search-sources.ts";

export interface SavedSources extends SearchSources {
  readonly fired: FiredAlerts;
}

/**
 * By a caller whose arguments these are, or by the scheduler: then there are none, and actions start only where whoever
 * started the stand-in wants them to.
 */
export async function runSaved(
  entity: Entity,
  asker: Asker,
  args: Arguments | undefined,
  sources: SavedSources,
): Promise<Job> {
  const job = await makeJob(jobOf(entity, asker, args, sources), asker, sources);
  const isScheduled = args === undefined;
  const wantsActions = isScheduled
    ? sources.settings.runsAlerts === true
    : asBoolean(args.get("trigger_actions"));
  const isTracked = asBoolean(effective(entity)["alert.track"]);
  if (!wantsActions && !(isScheduled && isTracked)) return job;
  if (!(await isTriggered(entity, job, asker, sources))) return job;
  const rows = unsuppressed(entity, await rowsOf(job, 0, 0), sources);
  if (rows === undefined) return job;
  if (isTracked) fire(entity, job, sources);
  if (wantsActions) await startActions(entity, job, rows, sources);
  return job;
}

function jobOf(
  entity: Entity,
  { user }: Asker,
  args: Arguments | undefined,
  { settings: { now, runs } }: SavedSources,
): JobWish {
  const settings = effective(entity);
  const text = asText(settings["search"]);
  const time = (name: string): string => args?.get(name) ?? asText(settings[name]);
  const given = [...(args?.entries() ?? [])];
  return {
    search: /^\s*(?:\||search\b)/.test(text) ? text : `search ${text}`,
    sid: makeSid({
      mode: "saved",
      app: entity.app,
      owner: entity.owner,
      searchName: entity.name,
      epoch: now() / 1000,
      counter: runs.nextNumber(),
      dispatcher: args === undefined ? undefined : user.name,
    }),
    label: entity.name,
    earliest: time("dispatch.earliest_time"),
    latest: time("dispatch.latest_time"),
    request: content(given.map(([name, values]) => [name, values[0] ?? ""] as const)),
    maxTime: Number(settings["dispatch.max_time"]) || 0,
    statusBuckets: args === undefined ? 0 : readWhole(args, "dispatch.buckets", 0),
  };
}

async function isTriggered(
  entity: Entity,
  job: Job,
  asker: Asker,
  sources: SavedSources,
): Promise<boolean> {
  if (job.failure !== undefined) return false;
  const condition = conditionOf(effective(entity));
  if (condition.kind === "always") return true;
  if (condition.kind === "custom")
    return (await rowsAfter(condition.search, job, asker, sources)) > 0;
  const rows = condition.of === "events" ? [] : await rowsOf(job, 0, 0);
  const count = (field: string): number => new Set(rows.flatMap((row) => row[field] ?? [])).size;
  return holds(condition, {
    events: job.resultCount,
    hosts: count("host"),
    sources: count("source"),
  });
}

async function rowsAfter(
  condition: string,
  job: Job,
  asker: Asker,
  sources: SavedSources,
): Promise<number> {
  const now = sources.settings.now() / 1000;
  const times = { sid: job.sid, now, earliest: undefined, latest: undefined };
  const world = searchWorld(sources, asker, times, await rowsOf(job, 0, 0));
  const outcome = await runJobSearch(overRows(condition), world);
  return outcome.rows.length;
}

/**
 * The add-on's own actions that the saved search has switched on, one after the other. Ground: REST API Reference,
 * `trigger_actions` of «dispatch». What an action fails of is told by who starts it; the search has run all the same.
 */
async function startActions(
  entity: Entity,
  job: Job,
  rows: readonly Row[],
  { settings: { startAction }, apps, jobs }: SavedSources,
): Promise<void> {
  if (startAction === undefined) return;
  const settings = effective(entity);
  const isPerResult = !asBoolean(settings["alert.digest_mode"] ?? "1");
  // Each result starts it once.
  if (isPerResult && rows.length === 0) return;
  for (const { name } of apps.addon?.actions ?? []) {
    if (!asBoolean(settings[`action.${name}`])) continue;
    const prefix = `action.${name}.param.`;
    const params = Object.entries(settings)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), asText(value)] as const);
    const { transcript } = await startAction({
      action: name,
      params: new Map(params),
      rows,
      sid: job.sid,
      now: job.createdAt / 1000,
      search: job.search,
      owner: job.owner,
      app: entity.app,
      savedSearch: { name: entity.name, isPerResult },
    });
    jobs.keepTranscript(job.sid, transcript);
  }
}

/** Remembered as fired. */
function fire(entity: Entity, job: Job, { fired, settings: { now } }: SavedSources): void {
  const settings = effective(entity);
  fired.add({
    name: job.sid,
    savedSearch: entity.name,
    sid: job.sid,
    actions: enabledActions(settings).join(","),
    severity: asText(settings["alert.severity"]) || "3",
    time: Math.floor(now() / 1000),
  });
}
