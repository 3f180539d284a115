/**
 * A saved search run, by hand or by its schedule, and the alert that comes of it. Ground: savedsearches.conf.spec,
 * `alert_type`, `alert_comparator`, `alert_threshold`, `alert_condition`, `alert.track`; REST API Reference, «dispatch».
 */
import { makeSid } from "../../../invocation/search/make-sid.ts";
import type { Call } from "../../call/call.ts";
import { asBoolean, asText, content, effective, type Entity } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { readWhole } from "../../call/collection/list-views.ts";
import { makeJob } from "../jobs/make-job.ts";
import { rowsOf } from "../jobs/job-rows.ts";
import { overRows, runJobSearch } from "../run-job-search.ts";
import { searchWorld } from "../search-world.ts";

/** By the scheduler, or by a caller who may ask for the alert too. */
export async function runSaved(entity: Entity, call: Call, isScheduled: boolean): Promise<Job> {
  const settings = effective(entity);
  const { args, splunkd, user } = call;
  const text = asText(settings["search"]);
  const given = isScheduled ? [] : [...args.entries()];
  const time = (name: string): string =>
    (isScheduled ? undefined : args.get(name)) ?? asText(settings[name]);
  const job = await makeJob(
    {
      search: /^\s*(?:\||search\b)/.test(text) ? text : `search ${text}`,
      sid: makeSid({
        mode: "saved",
        app: entity.app,
        owner: entity.owner,
        searchName: entity.name,
        epoch: splunkd.now() / 1000,
        counter: splunkd.settings.runs.nextNumber(),
        ...(isScheduled ? {} : { dispatcher: user.name }),
      }),
      label: entity.name,
      earliest: time("dispatch.earliest_time"),
      latest: time("dispatch.latest_time"),
      request: content(given.map(([name, values]) => [name, values[0] ?? ""] as const)),
      statusBuckets: isScheduled ? 0 : readWhole(args, "dispatch.buckets", 0),
    },
    call,
  );
  const wantsActions = !isScheduled && asBoolean(args.get("trigger_actions"));
  const isTracked = asBoolean(settings["alert.track"]);
  if (!wantsActions && !(isScheduled && isTracked)) return job;
  if (isSuppressed(entity, call) || !(await isTriggered(entity, job, call))) return job;
  if (isTracked) fire(entity, job, call);
  if (wantsActions) await startActions(entity, job, call);
  return job;
}

function isSuppressed(entity: Entity, { splunkd }: Call): boolean {
  return Number(asText(entity.content["#suppressedUntil"])) > splunkd.now();
}

async function isTriggered(entity: Entity, job: Job, call: Call): Promise<boolean> {
  if (job.failure !== undefined) return false;
  const settings = effective(entity);
  const text = (name: string): string => asText(settings[name]).trim();
  const type = text("alert_type");
  if (type === "custom") return (await rowsAfter(text("alert_condition"), job, call)) > 0;
  const field = /^number of (hosts|sources)$/.exec(type)?.[1]?.slice(0, -1);
  if (field === undefined && type !== "number of events") return type === "always";
  const rows = field === undefined ? [] : await rowsOf(job, 0, 0);
  const count =
    field === undefined ? job.resultCount : new Set(rows.flatMap((row) => row[field] ?? [])).size;
  return compares(count, text("alert_comparator"), Number(text("alert_threshold")));
}

async function rowsAfter(condition: string, job: Job, call: Call): Promise<number> {
  const now = call.splunkd.now() / 1000;
  const times = { sid: job.sid, now, earliest: undefined, latest: undefined };
  const world = searchWorld(call, times, await rowsOf(job, 0, 0));
  const found = await runJobSearch(overRows(condition), world);
  return found.rows.length;
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
async function startActions(entity: Entity, job: Job, { splunkd }: Call): Promise<void> {
  const { startAction } = splunkd.settings;
  if (startAction === undefined) return;
  const settings = effective(entity);
  const rows = await rowsOf(job, 0, 0);
  if (rows.length === 0) return;
  for (const { name } of splunkd.addon?.actions ?? []) {
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
function fire(entity: Entity, job: Job, { splunkd }: Call): void {
  const settings = effective(entity);
  const actions = Object.entries(settings).flatMap(([key, value]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && asBoolean(value) ? [name] : [];
  });
  splunkd.fired.push({
    name: job.sid,
    savedSearch: entity.name,
    sid: job.sid,
    actions: asText(settings["actions"]) || actions.join(","),
    severity: asText(settings["alert.severity"]) || "3",
    time: Math.floor(splunkd.now() / 1000),
  });
  const [, amount, unit = "s"] =
    /^(\d+)([smhd]?)$/.exec(asText(settings["alert.suppress.period"]).trim()) ?? [];
  if (!asBoolean(settings["alert.suppress"]) || amount === undefined) return;
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1;
  entity.content["#suppressedUntil"] = String(splunkd.now() + Number(amount) * seconds * 1000);
  splunkd.store.wrote("conf-savedsearches", entity);
  splunkd.store.onChange();
}
