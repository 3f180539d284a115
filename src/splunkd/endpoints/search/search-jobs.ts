/** search/jobs and search/v2/jobs. Ground: REST API Reference, «Search endpoints»; the SDKs' suites. */
import { fieldPattern } from "../../../search/spl/stage/field-patterns.ts";
import type { Row } from "../../../invocation/invocation.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { cancel, control, jobOf, logOf, summary, timeline } from "./job-actions.ts";
import { jobView, messagesOf } from "../../search/jobs/job-content.ts";
import { termsOf } from "../../search/results/mark-terms.ts";
import { isJobOf } from "../../search/jobs/is-job-of.ts";
import { created, makeJob } from "../../search/jobs/make-job.ts";
import { rowsOf } from "../../search/jobs/job-rows.ts";
import { exportLines, renderResults, type Rendered } from "../../search/results/render-results.ts";
import type { ResultSet } from "../../search/results/result-set.ts";
import { fatal, overRows, runJobSearch } from "../../search/run-job-search.ts";
import { searchWorld } from "../../search/world/search-world.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { readWhole } from "../../model/arguments.ts";
import { type Feed, plain, type Reply, XML_TYPE } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";
import { RestError } from "../../model/rest-error.ts";

const SEARCH = ["search"];

export const searchJobs: readonly Endpoint[] = ["search", "search/v1", "search/v2"].flatMap(
  (root) => {
    const jobs = `${root}/jobs`;
    const one = `${jobs}/{sid}`;
    const shown = ["results", "results_preview", "events"].map((part): Endpoint => {
      const run = (call: Call): Promise<Reply> => results(call, part === "events");
      return { path: `${one}/${part}`, GET: { run }, POST: { run } };
    });
    return [
      {
        path: jobs,
        GET: { run: list },
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
        GET: { run: show },
        POST: { run: show },
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
        GET: { run: show },
        POST: { run: show },
      },
      ...shown,
    ];
  },
);

/** Ground: jobs are told under the path they are asked for by, as recorded by splunk-sdk-csharp-pcl. */
function addressOf({ namespace, segments }: Call): string {
  const { owner, app, isExplicit } = namespace;
  const root = isExplicit ? `/servicesNS/${encodeName(owner)}/${encodeName(app)}` : "/services";
  return `${root}/${segments.slice(0, segments.indexOf("jobs") + 1).join("/")}`;
}

function list(call: Call): Feed {
  const wanted = new Set(call.args.all("id"));
  const jobs = call.splunkd.jobs
    .all()
    .filter((job) => (wanted.size === 0 || wanted.has(job.sid)) && isJobOf(job, call.user));
  const views = jobs.map((job) => jobView(job, addressOf(call)));
  return {
    kind: "feed",
    title: "jobs",
    ...listViews(views, call.args, { count: 0, isSorted: true }),
  };
}

function show(call: Call): Feed {
  return {
    kind: "feed",
    title: "jobs",
    isBareEntry: true,
    views: [jobView(jobOf(call), addressOf(call))],
  };
}

/** Every argument but the search, as `request` shows it. */
function requestOf(call: Call): Content {
  const pairs = [...call.args.entries()].filter(([name]) => name !== "output_mode");
  return content(pairs.map(([name, values]) => [name, values[0] ?? ""] as const));
}

async function start(call: Call, mayLive = false): Promise<Job> {
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
      maxCount: readWhole(args, "max_count", 0) || undefined,
      isLive: mayLive && (args.get("earliest_time") ?? "").startsWith("rt"),
    },
    call,
    call.splunkd,
  );
}

async function create(call: Call): Promise<Reply> {
  if (call.args.get("exec_mode") === "oneshot") return oneshot(call);
  // Seen in splunk-sdk-java's ServiceTest: a form without a search is answered as a look at the list is.
  if (!call.args.has("search")) return list(call);
  return created(await start(call, call.args.get("exec_mode") !== "blocking"));
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

/** Events of a search that makes other rows of them are not kept, but for a timeline. */
async function results(call: Call, isOfEvents: boolean): Promise<Reply> {
  const job = jobOf(call);
  const post = call.args.get("search");
  if (job.failure !== undefined) throw fatal(job.failure);
  // Ground: results of a search that still runs are not there; those so far are the preview's.
  if (job.state["isDone"] === false && call.segments.at(-1) === "results")
    return { kind: "text", status: 204, type: XML_TYPE, body: "" };
  if (isOfEvents && (job.shape?.reportSearch ?? "") !== "")
    return answerWith({ fields: [], rows: [], offset: 0, isPreview: false }, call);
  const isWhole = post === undefined || post.trim() === "";
  const set = isWhole ? await setOf(job, call, 100) : await postProcessed(job, call, post);
  return answerWith(set, call);
}

/** The rows of a job with one more search run over them. */
async function postProcessed(job: Job, call: Call, post: string): Promise<ResultSet> {
  const now = call.splunkd.now() / 1000;
  const rows = await rowsOf(job, 0, 0);
  const world = searchWorld(
    call.splunkd,
    call,
    { sid: job.sid, now, earliest: undefined, latest: undefined },
    rows,
  );
  const found = await runJobSearch(overRows(post), world);
  if (found.failure !== undefined) throw fatal(found.failure);
  const [offset, count] = stretch(call, 100);
  const shown = count <= 0 ? found.rows.slice(offset) : found.rows.slice(offset, offset + count);
  return {
    fields: wantedFields(found.fields, call.args),
    rows: shown,
    offset,
    isPreview: false,
    postProcessCount: found.rows.length,
    messages: messagesOf(job),
    shape: found.shape,
  };
}

function stretch(call: Call, count: number): [offset: number, count: number] {
  return [Math.max(0, readWhole(call.args, "offset", 0)), readWhole(call.args, "count", count)];
}

async function setOf(job: Job, call: Call, otherwise: number): Promise<ResultSet> {
  const [offset, count] = stretch(call, otherwise);
  const there = job.fields.includes("_cd") ? [...job.fields, "_serial"].sort() : job.fields;
  const rows = await rowsOf(job, offset, count);
  return {
    fields: wantedFields(there, call.args),
    rows: there === job.fields ? rows : rows.map(withSerial(offset)),
    offset,
    isPreview: job.state["isDone"] === false,
    messages: messagesOf(job),
    marks: marksOf(job, call),
    ...(job.shape === undefined ? {} : { shape: job.shape }),
  };
}

/** `f=…`, any number of times and with wildcards, or else `field_list=a,b`. */
function wantedFields(fields: readonly string[], args: Call["args"]): readonly string[] {
  const wanted = args.has("f") ? args.all("f") : (args.get("field_list") ?? "").split(",");
  const patterns = wanted.map((one) => one.trim()).filter((one) => one !== "");
  if (patterns.length === 0) return fields;
  const tests = patterns.map((one) => fieldPattern(one));
  return fields.filter((name) => tests.some((pattern) => pattern.test(name)));
}

function marksOf(job: Job, { args }: Call): readonly string[] {
  return args.get("segmentation") === "none" ? [] : termsOf(job.search);
}

/** Ground: each event of a search has its place among them, seen in splunk-sdk-java's testEventArgs. */
function withSerial(offset: number): (row: Row, number: number) => Row {
  return (row, number) => ({ ...row, _serial: String(offset + number) });
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
