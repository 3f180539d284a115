/**
 * The search jobs there are. They go when nobody asked for them for as long as they live, and the oldest when there are too
 * many of them or of their rows: who searches for days on end does not fill the memory.
 * Ground: REST API Reference, «search/jobs»; `ttl` of a job, counted anew with each use.
 */
import type { Row } from "../../../invocation/invocation.ts";
import { asText, content } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import type { AlertJob, ResultsBlob } from "../../model/run-records.ts";
import type { Job } from "../../store/job.ts";
import type { Runs } from "../../store/runs.ts";

const MOST_ROWS = 5_000_000;
/** Each takes about six kilobytes beside its rows. */
const MOST_JOBS = 10_000;
/** Of so many jobs, since one may be some megabytes. */
const MOST_TRANSCRIPTS = 200;
/** To look through them all for each new one would make many of them slow. */
const OFTEN_MS = 10_000;

export function unknownSid(): RestError {
  return new RestError(404, "Unknown sid.", { type: "FATAL" });
}

export class Jobs {
  readonly #bySid = new Map<string, Job>();
  /** Sids of jobs that runs brought along. */
  readonly #ofAlerts = new Set<string>();
  /** Of the actions that jobs started, by sid. */
  readonly #transcripts = new Map<string, readonly unknown[]>();
  readonly #runs: Runs;
  readonly #now: () => number;
  /** In memory, as far as is known. */
  #rows = 0;
  #sweptAt: number;

  constructor(runs: Runs, now: () => number) {
    this.#runs = runs;
    this.#now = now;
    this.#sweptAt = now();
  }

  /** Ground: sids of ad hoc searches are the second they start in, and a counter. */
  nextSid(): string {
    return `${Math.floor(this.#now() / 1000)}.${this.#runs.nextNumber()}`;
  }

  sids(): readonly string[] {
    return [...this.#bySid.keys()];
  }

  has(sid: string): boolean {
    this.#adopt();
    return this.#bySid.has(sid);
  }

  /** Those that still live, the newest first. */
  all(): Job[] {
    this.#adopt();
    return [...this.#bySid.values()].filter((job) => !this.#isOver(job)).reverse();
  }

  /** The job of this sid, that behind the alert among them; splunkd's 404 where there is none. */
  find(sid: string): Job {
    this.#adopt();
    const job = this.#bySid.get(sid);
    if (job === undefined || this.#isOver(job)) throw unknownSid();
    job.usedAt = this.#now();
    return job;
  }

  /** For a search over the rows of another. */
  ofSid(sid: string): Job | undefined {
    return this.#bySid.get(sid);
  }

  lastOf(savedSearch: string): Job | undefined {
    return [...this.#bySid.values()].findLast(({ label }) => label === savedSearch);
  }

  add(job: Job): void {
    this.#makeRoom(rowsOf(job));
    this.#bySid.set(job.sid, job);
    this.#ofAlerts.delete(job.sid);
  }

  remove(sid: string): void {
    this.#bySid.delete(sid);
    this.#transcripts.delete(sid);
  }

  /** Of an action that the job started. */
  keepTranscript(sid: string, transcript: unknown): void {
    if (transcript === undefined) return;
    const all = [...(this.#transcripts.get(sid) ?? []), transcript];
    this.#transcripts.set(sid, all);
    const [oldest] = this.#transcripts.keys();
    if (this.#transcripts.size > MOST_TRANSCRIPTS && oldest !== undefined)
      this.#transcripts.delete(oldest);
  }

  transcriptsOf(sid: string): readonly unknown[] {
    return this.#transcripts.get(sid) ?? [];
  }

  #isOver(job: Job): boolean {
    if (this.#ofAlerts.has(job.sid)) return false;
    return this.#now() - job.usedAt > Number(asText(job.state["ttl"])) * 1000;
  }

  /** Before a new one with so many rows is kept. */
  #makeRoom(rows: number): void {
    this.#rows += rows;
    const isFull = this.#rows > MOST_ROWS || this.#bySid.size >= MOST_JOBS;
    if (!isFull && this.#now() - this.#sweptAt < OFTEN_MS) return;
    for (const [sid, job] of this.#bySid) if (this.#isOver(job)) this.remove(sid);
    this.#sweptAt = this.#now();
    this.#rows = rows;
    for (const job of this.#bySid.values()) this.#rows += rowsOf(job);
    if (isFull) this.#dropOldest();
  }

  /** Half of what is kept at most, or the next one would be here again. Those of alerts and saved ones go last. */
  #dropOldest(): void {
    for (const [sid, job] of this.#bySid) {
      if (this.#rows <= MOST_ROWS / 2 && this.#bySid.size <= MOST_JOBS / 2) return;
      if (!this.#ofAlerts.has(sid) && job.state["isSaved"] !== true) this.#drop(job);
    }
    if (this.#bySid.size < MOST_JOBS) return;
    for (const job of this.#bySid.values()) {
      if (this.#bySid.size <= MOST_JOBS / 2) return;
      this.#drop(job);
    }
  }

  #drop(job: Job): void {
    this.remove(job.sid);
    this.#ofAlerts.delete(job.sid);
    this.#rows -= rowsOf(job);
  }

  /** Takes in those that came with runs since it was last asked. */
  #adopt(): void {
    for (const given of this.#runs.takeJobs()) {
      // Of a search that was dispatched here its own job is the truth.
      if (this.#bySid.has(given.sid) && !this.#ofAlerts.has(given.sid)) continue;
      this.#ofAlerts.add(given.sid);
      this.#bySid.set(given.sid, jobOfAlert(given));
    }
  }
}

/** Those on disk take no memory. */
function rowsOf({ rows }: Job): number {
  return typeof rows === "function" ? 0 : rows.length;
}

function jobOfAlert(given: AlertJob): Job {
  const { sid, search, app, owner, earliest, latest, fields, resultsFiles, resultCount } = given;
  const at = given.now * 1000;
  return {
    sid,
    search,
    app,
    owner,
    createdAt: at,
    updated: at,
    usedAt: at,
    request: content({ search }),
    label: given.searchName,
    earliest,
    latest,
    fields,
    rows: () => rowsOfFiles(resultsFiles),
    resultsFiles,
    resultCount,
    eventCount: resultCount,
    failure: undefined,
    messages: [],
    shape: undefined,
    state: content({ priority: 5, ttl: 600, statusBuckets: 0, isPreviewEnabled: false }),
  };
}

async function* rowsOfFiles(files: readonly ResultsBlob[]): AsyncGenerator<readonly Row[]> {
  const [{ Readable }, { openRows }] = await Promise.all([
    import("node:stream"),
    import("../../../invocation/rows/open-rows.ts"),
  ]);
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
