/** A job as search/jobs shows it. Ground: keys that the SDKs' suites assert; states of a finished job. */
import { asText, type Content, content, type Value } from "../../model/entity.ts";
import type { Job } from "../../store/job.ts";
import type { View } from "../../model/reply.ts";
import { termsOf } from "../results/mark-terms.ts";
import { encodeName } from "../../model/resource-path.ts";

export function jobContent(job: Job): Content {
  return content({ ...progressOf(job), ...searchOf(job), ...job.state });
}

/** How it went: `canSummarize` to `is_prjob`, in the order of their names. */
function progressOf(job: Job): Record<string, Value> {
  const isFailed = job.failure !== undefined;
  const eventSearch = job.shape?.eventSearch ?? job.search;
  return {
    canSummarize: false,
    cursorTime: time(undefined, 0),
    defaultSaveTTL: 604_800,
    defaultTTL: 600,
    delegate: job.label === "" ? "" : "scheduler",
    diskUsage: 4096,
    dispatchState: isFailed ? "FAILED" : "DONE",
    doneProgress: 1,
    dropCount: 0,
    earliestTime: time(job.earliest, 0),
    eventAvailableCount: job.eventCount,
    eventCount: job.eventCount,
    eventFieldCount: job.fields.length,
    eventIsStreaming: true,
    eventIsTruncated: false,
    eventSearch,
    eventSorting: "desc",
    fieldMetadataResults: {},
    fieldMetadataStatic: {},
    indexEarliestTime: 0,
    indexLatestTime: 0,
    isBatchModeSearch: false,
    isDone: true,
    isEventsPreviewEnabled: false,
    isFailed,
    isFinalized: false,
    isPaused: false,
    isPreviewEnabled: false,
    isRealTimeSearch: false,
    isRemoteTimeline: false,
    isSaved: false,
    isSavedSearch: job.label !== "",
    isTimeCursored: true,
    isZombie: false,
    is_prjob: false,
  };
}

/** What was asked, and what came of it: `keywords` to `workload_pool`. */
function searchOf(job: Job): Record<string, Value> {
  const { server, shape } = job;
  const reportSearch = shape?.reportSearch ?? "";
  const isEvents = shape !== undefined && reportSearch === "";
  return {
    keywords: keywordsOf(job),
    label: job.label,
    latestTime: time(job.latest, job.createdAt / 1000),
    messages: messagesOf(job),
    normalizedSearch: job.search,
    numPreviews: 0,
    optimizedSearch: job.search,
    performance: {},
    phase0: job.search,
    phase1: "",
    pid: "1",
    priority: 5,
    provenance: "",
    remoteSearch: job.search,
    reportSearch,
    request: job.request,
    resultCount: job.resultCount,
    resultIsStreaming: isEvents,
    resultPreviewCount: job.resultCount,
    runDuration: 0.01,
    runtime: { auto_cancel: "0", auto_pause: "0" },
    sampleRatio: "1",
    sampleSeed: "0",
    savedSearchLabel: "",
    scanCount: Math.max(job.eventCount, job.scanCount ?? 0),
    search: job.search,
    searchCanBeEventType: false,
    searchEarliestTime: job.earliest ?? 0,
    searchLatestTime: job.latest ?? job.createdAt / 1000,
    searchTotalBucketsCount: 0,
    searchTotalEliminatedBucketsCount: 0,
    searchProviders: server === undefined ? [] : [server],
    sid: job.sid,
    statusBuckets: 0,
    ttl: 600,
    workload_pool: "",
  };
}

function time(seconds: number | undefined, otherwise: number): string {
  return new Date((seconds ?? otherwise) * 1000).toISOString().replace("Z", "+00:00");
}

/** Ground: `index::_internal error` of recorded jobs. */
function keywordsOf({ search, shape }: Job): string {
  const pairs = (shape?.pairs ?? []).map(([field, value]) => `${field}::${value}`);
  return [...new Set([...pairs, ...termsOf(search)])].sort().join(" ");
}

/** Shown with the job and with its results. */
export function messagesOf(job: Job): { readonly type: string; readonly text: string }[] {
  const { messages, failure } = job;
  return failure === undefined ? [...messages] : [...messages, { type: "FATAL", text: failure }];
}

/** `address`: of the collection that it is asked for by, from the root. */
export function jobView(job: Job, address: string, title: string = job.search): View {
  let shown: Content | undefined;
  return {
    name: job.sid,
    title,
    collection: "search/jobs",
    address: `${address}/${encodeName(job.sid)}`,
    app: job.app,
    owner: job.owner,
    sharing: "global",
    perms: { read: [job.owner], write: [job.owner] },
    canWrite: true,
    removable: true,
    updated: job.updated,
    published: job.createdAt,
    readOnly: true,
    acl: aclOf(job),
    // A page shows some of many.
    get content() {
      return (shown ??= jobContent(job));
    },
    links: {
      "search.log": "search.log",
      events: "events",
      results: "results",
      results_preview: "results_preview",
      timeline: "timeline",
      summary: "summary",
      control: "control",
    },
  };
}

/** Ground: recorded jobs: other keys than those of what is in a .conf, and the time to live as text. */
function aclOf({ app, owner, state }: Job): Content {
  const mine = [owner];
  return content({
    perms: { read: mine, write: mine },
    owner,
    modifiable: true,
    sharing: "global",
    app,
    can_write: true,
    ttl: asText(state["ttl"]),
  });
}
