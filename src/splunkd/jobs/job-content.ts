/** A job as search/jobs shows it. Ground: keys that the SDKs' suites assert; states of a finished job. */
import { type Content, content } from "../entity.ts";
import type { Job } from "../job.ts";
import type { View } from "../reply.ts";
import { encodeName } from "../resource-path.ts";

export function jobContent(job: Job): Content {
  const { server } = job;
  const isFailed = job.failure !== undefined;
  const isEvents = /^\s*search\b[^|]*(?:\|\s*(?:head|tail|fields|eval|rex)\b[^|]*)*$/.test(
    job.search,
  );
  const time = (seconds: number | undefined, otherwise: number): string =>
    new Date((seconds ?? otherwise) * 1000).toISOString().replace("Z", "+00:00");
  return content({
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
    eventSearch: job.search.split("|")[0]?.trim() ?? "",
    eventSorting: "desc",
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
    keywords: "",
    label: job.label,
    latestTime: time(job.latest, job.createdAt / 1000),
    messages: messagesOf(job),
    normalizedSearch: job.search,
    numPreviews: 0,
    optimizedSearch: job.search,
    performance: {},
    pid: "1",
    priority: 5,
    provenance: "",
    remoteSearch: job.search,
    reportSearch: isEvents ? "" : job.search,
    request: job.request,
    resultCount: job.resultCount,
    resultIsStreaming: isEvents,
    resultPreviewCount: job.resultCount,
    runDuration: 0.01,
    scanCount: Math.max(job.eventCount, job.scanCount ?? 0),
    search: job.search,
    searchCanBeEventType: false,
    searchEarliestTime: job.earliest ?? 0,
    searchLatestTime: job.latest ?? job.createdAt / 1000,
    searchProviders: server === undefined ? [] : [server],
    sid: job.sid,
    statusBuckets: 0,
    ttl: 600,
    ...job.state,
  });
}

/** Shown with the job and with its results. */
export function messagesOf(job: Job): { readonly type: string; readonly text: string }[] {
  const warnings = job.warnings.map((text) => ({ type: "WARN", text }));
  return job.failure === undefined ? warnings : [...warnings, { type: "FATAL", text: job.failure }];
}

/** `address`: of the collection that it is asked for by, from the root. */
export function jobView(job: Job, address: string, title: string = job.search): View {
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
    content: jobContent(job),
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
