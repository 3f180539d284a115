/** search/jobs and search/v2/jobs. Ground: REST API Reference, «Search endpoints»; the SDKs' suites. */
import type { Call } from "../call.ts";
import type { Endpoint } from "../endpoint.ts";
import { type Content, content } from "../entity.ts";
import type { Job } from "../job.ts";
import { cancel, control, jobOf, logOf, summary, timeline } from "../jobs/job-actions.ts";
import { jobView } from "../jobs/job-content.ts";
import { allJobs, makeJob, rowsOf } from "../jobs/make-job.ts";
import {
  exportLines,
  renderResults,
  type Rendered,
  type ResultSet,
} from "../jobs/render-results.ts";
import { fatal, overRows, runSearch } from "../jobs/run-search.ts";
import { searchWorld } from "../jobs/search-world.ts";
import { listViews, readWhole } from "../list-views.ts";
import { type Feed, plain, type Reply } from "../reply.ts";
import { RestError } from "../rest-error.ts";

const SEARCH = ["search"];

export const searchJobs: readonly Endpoint[] = ["search", "search/v2"].flatMap((root) => {
  const jobs = `${root}/jobs`;
  const one = `${jobs}/{sid}`;
  const shown = ["results", "results_preview", "events"].map((part): Endpoint => {
    const run = (call: Call): Promise<Reply> => results(call);
    return { path: `${one}/${part}`, GET: { run }, POST: { run } };
  });
  return [
    {
      path: jobs,
      GET: { run: (call) => list(call, jobs) },
      POST: { capabilities: SEARCH, run: create },
    },
    { path: `${jobs}/oneshot`, POST: { capabilities: SEARCH, run: oneshot } },
    {
      path: `${jobs}/export`,
      GET: { capabilities: SEARCH, run: exported },
      POST: { capabilities: SEARCH, run: exported },
    },
    {
      path: one,
      GET: { run: (call) => show(call, jobs) },
      POST: { run: (call) => show(call, jobs) },
      DELETE: { run: cancel },
    },
    { path: `${one}/control`, POST: { run: control } },
    {
      path: `${one}/search.log`,
      GET: { run: (call) => plain(logOf(jobOf(call))) },
    },
    { path: `${one}/summary`, GET: { run: summary }, POST: { run: summary } },
    { path: `${one}/timeline`, GET: { run: timeline }, POST: { run: timeline } },
    {
      path: `${one}/acl`,
      GET: { run: (call) => show(call, jobs) },
      POST: { run: (call) => show(call, jobs) },
    },
    ...shown,
  ];
});

function list(call: Call, path: string): Feed {
  const wanted = new Set(call.args.all("id"));
  const jobs = allJobs(call.splunkd).filter(({ sid }) => wanted.size === 0 || wanted.has(sid));
  const views = jobs.map((job) => jobView(job, path));
  return {
    kind: "feed",
    title: "jobs",
    ...listViews(views, call.args, { count: 0, isSorted: true }),
  };
}

function show(call: Call, path: string): Feed {
  return { kind: "feed", title: "jobs", isBareEntry: true, views: [jobView(jobOf(call), path)] };
}

/** Every argument but the search, as `request` shows it. */
function requestOf(call: Call): Content {
  const pairs = [...call.args.entries()].filter(([name]) => name !== "output_mode");
  return content(pairs.map(([name, values]) => [name, values[0] ?? ""] as const));
}

async function start(call: Call): Promise<Job> {
  const { args } = call;
  const search = args.get("search");
  if (search === undefined || search.trim() === "") throw fatal("Empty search.");
  return makeJob(
    {
      search,
      sid: args.get("id"),
      earliest: args.get("earliest_time"),
      latest: args.get("latest_time"),
      request: requestOf(call),
      statusBuckets: readWhole(args, "status_buckets", 0),
    },
    call,
  );
}

async function create(call: Call): Promise<Reply> {
  if (call.args.get("exec_mode") === "oneshot") return oneshot(call);
  const { sid } = await start(call);
  return { kind: "response", status: 201, values: { sid } };
}

async function oneshot(call: Call): Promise<Reply> {
  const job = await start(call);
  if (job.failure !== undefined) throw fatal(job.failure);
  return answerWith(await setOf(job, call, 100), call);
}

/** Lines for JSON, one document for the rest. */
async function exported(call: Call): Promise<Reply> {
  const job = await start(call);
  if (job.failure !== undefined) throw fatal(job.failure);
  const set = await setOf(job, call, 0);
  const mode = call.args.get("output_mode") ?? "xml";
  return asReply(mode === "json" ? exportLines(set) : rendered(mode, set));
}

async function results(call: Call): Promise<Reply> {
  const job = jobOf(call);
  const post = call.args.get("search");
  if (job.failure !== undefined) throw fatal(job.failure);
  if (post === undefined || post.trim() === "")
    return answerWith(await setOf(job, call, 100), call);
  const now = call.splunkd.now() / 1000;
  const rows = await rowsOf(job, 0, 0);
  const world = searchWorld(
    call,
    { sid: job.sid, now, earliest: undefined, latest: undefined },
    rows,
  );
  const found = await runSearch(overRows(post), world);
  if (found.failure !== undefined) throw fatal(found.failure);
  const [offset, count] = stretch(call, 100);
  const shown = count <= 0 ? found.rows.slice(offset) : found.rows.slice(offset, offset + count);
  const set: ResultSet = {
    fields: found.fields,
    rows: shown,
    offset,
    isPreview: false,
    postProcessCount: found.rows.length,
  };
  return answerWith(set, call);
}

function stretch(call: Call, count: number): [offset: number, count: number] {
  return [Math.max(0, readWhole(call.args, "offset", 0)), readWhole(call.args, "count", count)];
}

async function setOf(job: Job, call: Call, otherwise: number): Promise<ResultSet> {
  const [offset, count] = stretch(call, otherwise);
  const wanted = call.args.all("f");
  const fields =
    wanted.length === 0 ? job.fields : job.fields.filter((name) => wanted.includes(name));
  const rows = await rowsOf(job, offset, count);
  return {
    fields,
    rows: wanted.length === 0 ? rows : rows.map((row) => only(row, fields)),
    offset,
    isPreview: false,
  };
}

function only(
  row: ResultSet["rows"][number],
  fields: readonly string[],
): ResultSet["rows"][number] {
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}

function answerWith(set: ResultSet, call: Call): Reply {
  return asReply(rendered(call.args.get("output_mode") ?? "xml", set));
}

function rendered(mode: string, set: ResultSet): Rendered {
  const made = renderResults(mode, set);
  if (made === undefined) throw new RestError(400, `Invalid output mode specified (${mode}).`);
  return made;
}

function asReply({ contentType, body }: Rendered): Reply {
  return { kind: "text", type: contentType, body };
}
