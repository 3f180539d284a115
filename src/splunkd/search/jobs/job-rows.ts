/** The rows of a job, read as far as they are asked for. */
import type { Row } from "../../../invocation/invocation.ts";
import type { Job } from "../../store/job.ts";

/** A stretch of a job's rows; only as many as are asked for are read. */
export async function rowsOf(job: Job, offset: number, count: number): Promise<Row[]> {
  const end = count <= 0 ? Number.POSITIVE_INFINITY : offset + count;
  if (typeof job.rows !== "function") return job.rows.slice(offset, end);
  const rows: Row[] = [];
  let at = 0;
  for await (const batch of job.rows()) {
    for (const row of batch) {
      if (at >= offset && at < end) rows.push(row);
      at += 1;
    }
    if (at >= end) break;
  }
  return rows;
}
