/** Jobs: made from a search, from a saved search, or the one behind the alert. Ground: REST API Reference, «search/jobs». */
import { Readable } from "node:stream";
import { openRows } from "../../../invocation/rows/open-rows.ts";
import type { Row } from "../../../invocation/invocation.ts";
import type { Call } from "../../call/call.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Instance } from "../../instance/instance.ts";
import type { Job } from "../../store/job.ts";
import { readTime } from "../../model/read-time.ts";
import type { Response } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";
import { RestError } from "../../model/rest-error.ts";
import type { AlertJob, ResultsBlob } from "../../model/run-records.ts";
import { isOver, pruneJobs } from "./prune-jobs.ts";
import { fatal, runJobSearch } from "../run-job-search.ts";
import { searchWorld } from "../search-world.ts";

export interface JobWish {
  readonly search: string;
  readonly sid?: string | undefined;
  readonly label?: string;
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  readonly request: Content;
  readonly statusBuckets?: number;
  /** As many results are kept, where not all. Ground: REST API Reference, `max_count`. */
  readonly maxCount?: number | undefined;
  /** In real time: it never ends by itself. Guess: what there is when it begins is all it finds. */
  readonly isLive?: boolean;
}

/** Ground: a search in real time goes on until it is finalized, as splunk-sdk-php's JobTest and the Ruby SDK's expect. */
const LIVE = {
  isRealTimeSearch: true,
  isPreviewEnabled: true,
  isDone: false,
  dispatchState: "RUNNING",
  doneProgress: 0,
};

export async function makeJob(wish: JobWish, call: Call): Promise<Job> {
  const { splunkd, namespace, user } = call;
  const now = splunkd.now() / 1000;
  const sid = wish.sid ?? splunkd.nextSid();
  if (!/^[\w.:@-]+$/.test(sid)) throw new RestError(400, `Invalid search id: ${sid}`);
  adoptAlertJobs(splunkd);
  if (splunkd.store.jobs.has(sid)) throw fatal(`Search id already in use: ${sid}`);
  const [earliest, latest] = [wish.earliest, wish.latest].map((text) => timeOf(text, now));
  let scanned = 0;
  const warnings = new Set<string>();
  const world = {
    ...searchWorld(call, { sid, now, earliest, latest }),
    warn: (text: string): void => void warnings.add(text),
  };
  const { events } = world;
  const found = await runJobSearch(wish.search, {
    ...world,
    ...(events === undefined ? {} : { events: counting }),
  });
  async function* counting(): ReturnType<NonNullable<typeof events>> {
    for await (const batch of events?.() ?? []) {
      scanned += batch.length;
      yield batch;
    }
  }
  const rows = found.rows.slice(0, wish.maxCount);
  const job: Job = {
    sid,
    search: wish.search,
    app: namespace.app === "-" ? "search" : namespace.app,
    owner: user.name,
    createdAt: splunkd.now(),
    updated: splunkd.now(),
    usedAt: splunkd.now(),
    request: wish.request,
    label: wish.label ?? "",
    earliest,
    latest,
    fields: found.fields,
    rows,
    resultCount: rows.length,
    eventCount: found.eventCount,
    shape: found.shape,
    scanCount: found.rows.length === 0 ? 0 : scanned,
    server: splunkd.settings.serverName,
    failure: found.failure,
    warnings: [...warnings],
    state: content({
      priority: 5,
      ttl: 600,
      statusBuckets: wish.statusBuckets ?? 0,
      isPreviewEnabled: false,
      ...(wish.isLive === true && found.failure === undefined ? LIVE : {}),
    }),
  };
  pruneJobs(splunkd, rows.length);
  splunkd.store.jobs.set(sid, job);
  splunkd.alertJobs.delete(sid);
  return job;
}

/** Ground: the Location beside the sid is in what splunk-sdk-csharp-pcl recorded. */
export function created({ sid }: Job): Response {
  const headers = { Location: `/services/search/jobs/${encodeName(sid)}` };
  return { kind: "response", status: 201, values: { sid }, headers };
}

function timeOf(text: string | undefined, now: number): number | undefined {
  // Ground: of a search in real time, which is run over what is there so far.
  if (text === undefined || text === "" || text === "0" || text === "rt") return undefined;
  const time = readTime(text, now);
  if (time === undefined) throw fatal(`Invalid time: '${text}'.`);
  return time;
}

export function unknownSid(): RestError {
  return new RestError(404, "Unknown sid.", { type: "FATAL" });
}

/** The job of this sid, that behind the alert among them; splunkd's 404 where there is none. */
export function findJob(splunkd: Instance, sid: string): Job {
  adoptAlertJobs(splunkd);
  const job = splunkd.store.jobs.get(sid);
  if (job === undefined || isOver(job, splunkd)) throw unknownSid();
  job.usedAt = splunkd.now();
  return job;
}

export function allJobs(splunkd: Instance): Job[] {
  adoptAlertJobs(splunkd);
  return [...splunkd.store.jobs.values()].filter((job) => !isOver(job, splunkd)).reverse();
}

function adoptAlertJobs(splunkd: Instance): void {
  for (const job of splunkd.settings.runs.takeJobs()) adopt(job, splunkd);
}

function adopt(given: AlertJob, { store, alertJobs }: Instance): void {
  // Of a search that was dispatched here its own job is the truth.
  if (store.jobs.has(given.sid) && !alertJobs.has(given.sid)) return;
  alertJobs.add(given.sid);
  store.jobs.set(given.sid, {
    sid: given.sid,
    search: given.search,
    app: given.app,
    owner: given.owner,
    createdAt: given.now * 1000,
    updated: given.now * 1000,
    usedAt: given.now * 1000,
    request: content({ search: given.search }),
    label: given.searchName,
    earliest: given.earliest,
    latest: given.latest,
    fields: given.fields,
    rows: () => rowsOfFiles(given.resultsFiles),
    resultsFiles: given.resultsFiles,
    resultCount: given.resultCount,
    eventCount: given.resultCount,
    failure: undefined,
    warnings: [],
    shape: undefined,
    state: content({ priority: 5, ttl: 600, statusBuckets: 0, isPreviewEnabled: false }),
  });
}

async function* rowsOfFiles(files: readonly ResultsBlob[]): AsyncGenerator<readonly Row[]> {
  for (const blob of files) {
    await using source = await openRows(
      typeof blob === "string"
        ? { kind: "file", path: blob }
        : { kind: "file", path: "-", stdin: Readable.from([blob]) },
      0,
    );
    yield* source.batches;
  }
}
