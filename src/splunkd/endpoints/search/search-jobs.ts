/** search/jobs and search/v2/jobs. Ground: REST API Reference, «Search endpoints»; the SDKs' suites. */
import type { FastifyInstance } from "fastify";
import { fieldPattern } from "../../../search/spl/stage/field-patterns.ts";
import type { Row } from "../../../invocation/invocation.ts";
import type { Family, Request } from "../../call/family.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import { cancel, control, jobMeant, logOf, type OfJob, summary, timeline } from "./job-actions.ts";
import { jobView, messagesOf } from "../../search/jobs/job-content.ts";
import { termsOf } from "../../search/results/mark-terms.ts";
import { askerOf } from "../../search/asker.ts";
import { isJobOf } from "../../search/jobs/is-job-of.ts";
import type { Jobs } from "../../search/jobs/jobs.ts";
import { created, makeJob } from "../../search/jobs/make-job.ts";
import { rowsOf } from "../../search/jobs/job-rows.ts";
import { exportLines, renderResults, type Rendered } from "../../search/results/render-results.ts";
import { checkSearchByGet } from "../../search/starts-by-get.ts";
import type { ResultSet } from "../../search/results/result-set.ts";
import { fatal, overRows, runJobSearch } from "../../search/run-job-search.ts";
import type { SearchSources } from "../../search/world/search-sources.ts";
import { searchWorld } from "../../search/world/search-world.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { type Arguments, readWhole } from "../../model/arguments.ts";
import { type Feed, json, plain, type Reply, XML_TYPE } from "../../model/reply.ts";
import type { Parts } from "../../parts.ts";
import { encodeName } from "../../model/resource-path.ts";
import { RestError } from "../../model/rest-error.ts";

const SEARCH = { config: { capabilities: ["search"] } };

export const searchJobs: Family = (app, parts) => {
  for (const root of ["/search/jobs", "/search/v1/jobs", "/search/v2/jobs"]) {
    const { jobs } = parts;
    app.get(root, (request) => list(request, jobs));
    app.post(root, SEARCH, (request) => create(request, parts));
    app.post(`${root}/oneshot`, SEARCH, (request) => oneshot(request, parts));
    app.get(`${root}/export`, SEARCH, (request) => {
      checkSearchByGet(root, parts.settings.profile);
      return exported(request, parts);
    });
    app.post(`${root}/export`, SEARCH, (request) => exported(request, parts));
    addJob(app, `${root}/:sid`, parts);
  }
};

function addJob(app: FastifyInstance, job: string, parts: Parts): void {
  const { jobs, now } = parts;
  const readAndPosted: Record<string, (request: OfJob) => Reply | Promise<Reply>> = {
    [job]: (request) => show(request, jobs),
    [`${job}/acl`]: (request) => show(request, jobs),
    [`${job}/summary`]: (request) => summary(request, jobs),
    [`${job}/timeline`]: (request) => timeline(request, jobs),
    [`${job}/results`]: (request) => results(request, parts, "results"),
    [`${job}/results_preview`]: (request) => results(request, parts, "preview"),
    [`${job}/events`]: (request) => results(request, parts, "events"),
  };
  for (const [url, handler] of Object.entries(readAndPosted)) {
    app.get(url, handler);
    app.post(url, handler);
  }
  app.delete(job, (request: OfJob) => cancel(request, jobs));
  app.post(`${job}/control`, (request: OfJob) => control(request, jobs, now()));
  // Not splunkd's: what the actions did that the job started, as transcripts.
  app.get(`${job}/transcripts`, (request: OfJob) =>
    json(jobs.transcriptsOf(jobMeant(request, jobs).sid)),
  );
  app.get(`${job}/search.log`, (request: OfJob) => plain(logOf(jobMeant(request, jobs))));
}

/** Ground: jobs are told under the path they are asked for by, as recorded by splunk-sdk-csharp-pcl. */
function addressOf({ namespace, segments }: Request): string {
  const { owner, app, isExplicit } = namespace;
  const root = isExplicit ? `/servicesNS/${encodeName(owner)}/${encodeName(app)}` : "/services";
  return `${root}/${segments.slice(0, segments.indexOf("jobs") + 1).join("/")}`;
}

function list(request: Request, jobs: Jobs): Feed {
  const { args, user } = request;
  const wanted = new Set(args.all("id"));
  const views = jobs
    .all()
    .filter((job) => (wanted.size === 0 || wanted.has(job.sid)) && isJobOf(job, user))
    .map((job) => jobView(job, addressOf(request)));
  return { kind: "feed", title: "jobs", ...listViews(views, args, { count: 0, isSorted: true }) };
}

function show(request: OfJob, jobs: Jobs): Feed {
  const view = jobView(jobMeant(request, jobs), addressOf(request));
  return { kind: "feed", title: "jobs", isBareEntry: true, views: [view] };
}

/** Every argument but the search, as `request` shows it. */
function shownArguments(args: Arguments): Content {
  const pairs = [...args.entries()].filter(([name]) => name !== "output_mode");
  return content(pairs.map(([name, values]) => [name, values[0] ?? ""] as const));
}

function start(request: Request, sources: SearchSources, mayLive = false): Promise<Job> {
  const { args } = request;
  const search = args.get("search");
  if (search === undefined || search.trim() === "") throw fatal("Empty search.");
  const wish = {
    search,
    sid: args.get("id"),
    earliest: args.get("earliest_time"),
    latest: args.get("latest_time"),
    request: shownArguments(args),
    statusBuckets: readWhole(args, "status_buckets", 0),
    maxCount: readWhole(args, "max_count", 0) || undefined,
    maxTime: readWhole(args, "max_time", 0),
    isLive: mayLive && (args.get("earliest_time") ?? "").startsWith("rt"),
  };
  return makeJob(wish, askerOf(request), sources);
}

async function create(request: Request, parts: Parts): Promise<Reply> {
  const { args } = request;
  if (args.get("exec_mode") === "oneshot") return oneshot(request, parts);
  // Seen in splunk-sdk-java's ServiceTest: a form without a search is answered as a look at the list is.
  if (!args.has("search")) return list(request, parts.jobs);
  return created(await start(request, parts, args.get("exec_mode") !== "blocking"));
}

async function oneshot(request: Request, sources: SearchSources): Promise<Reply> {
  const job = await start(request, sources);
  if (job.failure !== undefined) throw fatal(job.failure);
  return answerWith(await setOf(job, request.args, 100), request.args);
}

/** Lines for JSON, one document for the rest. */
async function exported(request: Request, sources: SearchSources): Promise<Reply> {
  const job = await start(request, sources);
  if (job.failure !== undefined) throw fatal(job.failure);
  const set = await setOf(job, request.args, 0);
  const mode = request.args.get("output_mode") ?? "xml";
  return asReply(mode === "json" ? exportLines(set) : rendered(mode, set));
}

/** Events of a search that makes other rows of them are not kept, but for a timeline. */
async function results(
  request: OfJob,
  parts: Parts,
  what: "results" | "preview" | "events",
): Promise<Reply> {
  const { args } = request;
  const job = jobMeant(request, parts.jobs);
  const post = args.get("search");
  if (request.method === "GET" && (post ?? "").trim() !== "")
    checkSearchByGet(request.routeOptions.url ?? "", parts.settings.profile);
  if (job.failure !== undefined) throw fatal(job.failure);
  // Ground: results of a search that still runs are not there; those so far are the preview's.
  if (job.state["isDone"] === false && what === "results")
    return { kind: "text", status: 204, type: XML_TYPE, body: "" };
  if (what === "events" && (job.shape?.reportSearch ?? "") !== "")
    return answerWith({ fields: [], rows: [], offset: 0, isPreview: false }, args);
  const isWhole = post === undefined || post.trim() === "";
  const set = isWhole
    ? await setOf(job, args, 100)
    : await postProcessed(job, request, post, parts);
  return answerWith(set, args);
}

/** The rows of a job with one more search run over them. */
async function postProcessed(
  job: Job,
  request: OfJob,
  post: string,
  sources: SearchSources,
): Promise<ResultSet> {
  const times = {
    sid: job.sid,
    now: sources.settings.now() / 1000,
    earliest: undefined,
    latest: undefined,
  };
  const rows = await rowsOf(job, 0, 0);
  const world = searchWorld(sources, askerOf(request), times, rows);
  const result = await runJobSearch(overRows(post), world);
  if (result.failure !== undefined) throw fatal(result.failure);
  const [offset, count] = stretch(request.args, 100);
  return {
    fields: wantedFields(result.fields, request.args),
    rows: count <= 0 ? result.rows.slice(offset) : result.rows.slice(offset, offset + count),
    offset,
    isPreview: false,
    postProcessCount: result.rows.length,
    messages: messagesOf(job),
    shape: result.shape,
  };
}

function stretch(args: Arguments, count: number): [offset: number, count: number] {
  return [Math.max(0, readWhole(args, "offset", 0)), readWhole(args, "count", count)];
}

async function setOf(job: Job, args: Arguments, otherwise: number): Promise<ResultSet> {
  const [offset, count] = stretch(args, otherwise);
  const there = job.fields.includes("_cd") ? [...job.fields, "_serial"].sort() : job.fields;
  const rows = await rowsOf(job, offset, count);
  return {
    fields: wantedFields(there, args),
    rows: there === job.fields ? rows : rows.map(withSerial(offset)),
    offset,
    isPreview: job.state["isDone"] === false,
    messages: messagesOf(job),
    marks: args.get("segmentation") === "none" ? [] : termsOf(job.search),
    shape: job.shape,
  };
}

/** `f=…`, any number of times and with wildcards, or else `field_list=a,b`. */
function wantedFields(fields: readonly string[], args: Arguments): readonly string[] {
  const wanted = args.has("f") ? args.all("f") : (args.get("field_list") ?? "").split(",");
  const patterns = wanted.map((name) => name.trim()).filter((name) => name !== "");
  if (patterns.length === 0) return fields;
  const tests = patterns.map((pattern) => fieldPattern(pattern));
  return fields.filter((name) => tests.some((pattern) => pattern.test(name)));
}

/** Ground: each event of a search has its place among them, seen in splunk-sdk-java's testEventArgs. */
function withSerial(offset: number): (row: Row, number: number) => Row {
  return (row, number) => ({ ...row, _serial: String(offset + number) });
}

function answerWith(set: ResultSet, args: Arguments): Reply {
  return asReply(rendered(args.get("output_mode") ?? "xml", set));
}

function rendered(mode: string, set: ResultSet): Rendered {
  const made = renderResults(mode, set);
  if (made === undefined) throw new RestError(400, `Invalid output mode specified (${mode}).`);
  return made;
}

function asReply({ contentType, body }: Rendered): Reply {
  return { kind: "text", type: contentType, body };
}
