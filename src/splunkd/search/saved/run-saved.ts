/**
 * A saved search run, by hand or by its schedule, and the alert that comes of it. Ground: savedsearches.conf.spec,
 * `alert_type`, `alert_comparator`, `alert_threshold`, `alert_condition`, `alert.track`; REST API Reference, «dispatch».
 */
import { makeSid } from "../../../invocation/search/make-sid.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asBoolean, asText, content, effective, type Entity } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { readWhole } from "../../model/arguments.ts";
import { type JobWish, makeJob } from "../jobs/make-job.ts";
import { rowsOf } from "../jobs/job-rows.ts";
import { overRows, runJobSearch } from "../run-job-search.ts";
import { searchWorld } from "../world/search-world.ts";
import type { Asker } from "../asker.ts";
import type { FiredAlerts } from "../fired-alerts.ts";
import type { SearchSources } from "../world/search-sources.ts";

export interface SavedSources extends SearchSources {
  readonly fired: FiredAlerts;
}

/** By a caller whose arguments these are, or by the scheduler: then there are none. */
export async function runSaved(
  entity: Entity,
  asker: Asker,
  args: Arguments | undefined,
  sources: SavedSources,
): Promise<Job> {
  const job = await makeJob(jobOf(entity, asker, args, sources), asker, sources);
  const wantsActions = asBoolean(args?.get("trigger_actions"));
  const isTracked = asBoolean(effective(entity)["alert.track"]);
  if (!wantsActions && !(args === undefined && isTracked)) return job;
  if (isSuppressed(entity, sources) || !(await isTriggered(entity, job, asker, sources)))
    return job;
  if (isTracked) fire(entity, job, sources);
  if (wantsActions) await startActions(entity, job, sources);
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
    statusBuckets: args === undefined ? 0 : readWhole(args, "dispatch.buckets", 0),
  };
}

function isSuppressed(entity: Entity, { settings }: SavedSources): boolean {
  return Number(asText(entity.content["#suppressedUntil"])) > settings.now();
}

async function isTriggered(
  entity: Entity,
  job: Job,
  asker: Asker,
  sources: SavedSources,
): Promise<boolean> {
  if (job.failure !== undefined) return false;
  const settings = effective(entity);
  const text = (name: string): string => asText(settings[name]).trim();
  const type = text("alert_type");
  if (type === "custom") return (await rowsAfter(text("alert_condition"), job, asker, sources)) > 0;
  const field = /^number of (hosts|sources)$/.exec(type)?.[1]?.slice(0, -1);
  if (field === undefined && type !== "number of events") return type === "always";
  const rows = field === undefined ? [] : await rowsOf(job, 0, 0);
  const count =
    field === undefined ? job.resultCount : new Set(rows.flatMap((row) => row[field] ?? [])).size;
  return compares(count, text("alert_comparator"), Number(text("alert_threshold")));
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

/** Guess: `drops by` and `rises by` never hold: there is no run before this one to compare with. */
function compares(count: number, comparator: string, threshold: number): boolean {
  switch (comparator) {
    case "greater than":
      return count > threshold;
    case "less than":
      return count < threshold;
    case "equal to":
      return count === threshold;
    case "not equal to":
      return count !== threshold;
    default:
      return false;
  }
}

/**
 * The add-on's own actions that the saved search has switched on, one after the other. Ground: REST API Reference,
 * `trigger_actions` of «dispatch». What an action fails of is told by who starts it; the search has run all the same.
 */
async function startActions(
  entity: Entity,
  job: Job,
  { settings: { startAction }, apps }: SavedSources,
): Promise<void> {
  if (startAction === undefined) return;
  const settings = effective(entity);
  const rows = await rowsOf(job, 0, 0);
  if (rows.length === 0) return;
  for (const { name } of apps.addon?.actions ?? []) {
    if (!asBoolean(settings[`action.${name}`])) continue;
    const prefix = `action.${name}.param.`;
    const params = Object.entries(settings)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), asText(value)] as const);
    const isDigest = settings["alert.digest_mode"] ?? "1";
    await startAction({
      action: name,
      params: new Map(params),
      rows,
      sid: job.sid,
      now: job.createdAt / 1000,
      search: job.search,
      owner: job.owner,
      app: entity.app,
      savedSearch: { name: entity.name, isPerResult: !asBoolean(isDigest) },
    });
  }
}

/** Remembered as fired, and kept still for as long as it wants. */
function fire(entity: Entity, job: Job, { fired, store, settings: { now } }: SavedSources): void {
  const settings = effective(entity);
  const actions = Object.entries(settings).flatMap(([key, value]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && asBoolean(value) ? [name] : [];
  });
  fired.add({
    name: job.sid,
    savedSearch: entity.name,
    sid: job.sid,
    actions: asText(settings["actions"]) || actions.join(","),
    severity: asText(settings["alert.severity"]) || "3",
    time: Math.floor(now() / 1000),
  });
  const [, amount, unit = "s"] =
    /^(\d+)([smhd]?)$/.exec(asText(settings["alert.suppress.period"]).trim()) ?? [];
  if (!asBoolean(settings["alert.suppress"]) || amount === undefined) return;
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1;
  const until = String(now() + Number(amount) * seconds * 1000);
  store.edit("conf-savedsearches", entity, { "#suppressedUntil": until });
}
