/** What is done to a job, and what is told of it beside its rows. Ground: REST API Reference, «search/jobs/{search_id}/control» and kin. */
import type { Request } from "../../call/family.ts";
import type { Row } from "../../../invocation/invocation.ts";
import { asText, type Content } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { jobContent } from "../../search/jobs/job-content.ts";
import { isJobOf } from "../../search/jobs/is-job-of.ts";
import { type Jobs, unknownSid } from "../../search/jobs/jobs.ts";
import { rowsOf } from "../../search/jobs/job-rows.ts";
import { type Arguments, readWhole } from "../../model/arguments.ts";
import { info, json, type Reply, xml } from "../../model/reply.ts";
import {
  type FieldSummary,
  type Summary,
  summaryXml,
  type Timeline,
  timelineXml,
} from "../../search/results/job-xml.ts";
import { RestError } from "../../model/rest-error.ts";

export type OfJob = Request<{ readonly sid: string }>;

export function jobMeant({ params, user }: OfJob, jobs: Jobs): Job {
  const job = jobs.find(params.sid);
  // Guess: another's job is told as one that is not there.
  if (!isJobOf(job, user)) throw unknownSid();
  return job;
}

export function cancel(request: OfJob, jobs: Jobs): Reply {
  jobs.remove(jobMeant(request, jobs).sid);
  return info("Search job cancelled.");
}

const ACTIONS: Readonly<Record<string, (job: Job, args: Arguments) => string>> = {
  pause: (job) => set(job, { isPaused: true }, "Search job paused."),
  unpause: (job) => set(job, { isPaused: false }, "Search job unpaused."),
  finalize: (job) =>
    set(
      job,
      { isFinalized: true, isDone: true, dispatchState: "DONE", doneProgress: 1 },
      "Search job finalized.",
    ),
  touch: (job) => set(job, {}, "Search job touched."),
  save: (job) => set(job, { isSaved: true, ttl: 604_800 }, "Search job saved."),
  unsave: (job) => set(job, { isSaved: false, ttl: 600 }, "Search job unsaved."),
  enablepreview: (job) =>
    set(job, { isPreviewEnabled: true }, "Search job results preview enabled."),
  disablepreview: (job) =>
    set(job, { isPreviewEnabled: false }, "Search job results preview disabled."),
  setttl: (job, args) => set(job, { ttl: readWhole(args, "ttl", 600) }, "Search job ttl changed."),
  setpriority: (job, args) =>
    set(job, { priority: readWhole(args, "priority", 5) }, "Search job priority changed."),
  setworkloadpool: (job) => set(job, {}, "Search job workload pool changed."),
};

function set(job: Job, state: Content, message: string): string {
  Object.assign(job.state, state);
  return message;
}

export function control(request: OfJob, jobs: Jobs, now: number): Reply {
  const job = jobMeant(request, jobs);
  const action = request.args.get("action") ?? "";
  if (action === "cancel") return cancel(request, jobs);
  const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (act === undefined) throw new RestError(400, `Invalid action: ${action}.`);
  const message = act(job, request.args);
  job.updated = Math.max(now, job.updated + 1);
  return info(message);
}

export function logOf(job: Job): string {
  const at = new Date(job.createdAt).toISOString();
  const stamp = `${at.slice(5, 7)}-${at.slice(8, 10)}-${at.slice(0, 4)} ${at.slice(11, 23)}`;
  const end =
    job.failure === undefined
      ? `INFO  DispatchExecutor - END OPEN: Processor=noop`
      : `ERROR SearchOrchestrator - ${job.failure}`;
  return `${stamp} INFO  dispatchRunner - search: ${job.search}\n${stamp} ${end}\n`;
}

export async function summary(request: OfJob, jobs: Jobs): Promise<Reply> {
  const job = jobMeant(request, jobs);
  const rows = await rowsOf(job, 0, 0);
  const fields = job.fields.map((name) => [name, countsOf(name, rows)] as const);
  const shown: Summary = {
    duration: 0,
    earliest_time: "",
    event_count: job.eventCount,
    fields: Object.fromEntries(fields),
    latest_time: "",
  };
  return request.outputMode.startsWith("json") ? json(shown) : xml(summaryXml(shown));
}

function countsOf(name: string, rows: readonly Row[]): FieldSummary {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const value of [row[name] ?? []].flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const modes = [...counts]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 10)
    .map(([value, count]) => ({ value, count, is_exact: true }));
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  // Guess: what each event has is not told as relevant; splunk-sdk-java's testSummary wants that of `host`.
  const relevant = !/^_|^(?:host|source|sourcetype|index|linecount|splunk_server)$/.test(name);
  return { count, distinct_count: counts.size, is_exact: true, nc: 0, relevant, modes };
}

export function timeline(request: OfJob, jobs: Jobs): Reply {
  const job = jobMeant(request, jobs);
  const { earliestTime } = jobContent(job);
  const start = job.earliest ?? job.createdAt / 1000;
  const bucket = {
    available_count: job.eventCount,
    // One moment, where the search has no bounds.
    duration: job.latest === undefined ? 0.001 : Math.max(0.001, job.latest - start),
    earliest_strftime: asText(earliestTime),
    earliest_time: start,
    earliest_time_offset: 0,
    is_finalized: true,
    latest_time_offset: 0,
    total_count: job.eventCount,
  };
  const shown: Timeline = {
    buckets: job.eventCount === 0 ? [] : [bucket],
    event_count: job.eventCount,
  };
  return request.outputMode.startsWith("json") ? json(shown) : xml(timelineXml(shown));
}
