/**
 * Jobs go when nobody asked for them for as long as they live, and the oldest when all together have too many rows: who
 * searches for days on end does not fill the memory. Ground: `ttl` of a job, counted anew with each use.
 */
import { asText } from "../../model/entity.ts";
import type { Instance } from "../../instance/instance.ts";
import type { Job } from "../../store/job.ts";

const MOST_ROWS = 5_000_000;
/** To look through them all for each new one would make many of them slow. */
const OFTEN_MS = 10_000;

const kept = new WeakMap<Instance, { rows: number; sweptAt: number }>();

export function isOver(job: Job, splunkd: Instance): boolean {
  if (splunkd.alertJobs.has(job.sid)) return false;
  return splunkd.now() - job.usedAt > Number(asText(job.state["ttl"])) * 1000;
}

/** Before a new one with so many rows is kept. */
export function pruneJobs(splunkd: Instance, rows: number): void {
  const { jobs } = splunkd.store;
  const now = splunkd.now();
  const known = kept.get(splunkd) ?? { rows: 0, sweptAt: now };
  kept.set(splunkd, known);
  known.rows += rows;
  const isFull = known.rows > MOST_ROWS;
  if (!isFull && now - known.sweptAt < OFTEN_MS) return;
  for (const [sid, job] of jobs) if (isOver(job, splunkd)) jobs.delete(sid);
  known.sweptAt = now;
  known.rows = rows;
  for (const job of jobs.values()) known.rows += rowsOf(job);
  // Half of it, or the next one would be here again.
  for (const [sid, job] of isFull ? jobs : []) {
    if (known.rows <= MOST_ROWS / 2) break;
    if (splunkd.alertJobs.has(sid) || job.state["isSaved"] === true) continue;
    jobs.delete(sid);
    known.rows -= rowsOf(job);
  }
}

/** Those on disk take no memory. */
function rowsOf({ rows }: Job): number {
  return typeof rows === "function" ? 0 : rows.length;
}
