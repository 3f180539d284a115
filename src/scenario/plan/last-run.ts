/** What a run keeps for the next one: how long each case took, and whether it failed. Small enough to be cached. */
import { dirname, join } from "node:path";
import { makeFolder } from "../../host/files/make-folder.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import { replaceFile } from "../../host/files/replace-file.ts";
import type { CaseReport, CaseStatus } from "../report/report.ts";

export interface LastRun {
  readonly version: 1;
  readonly cases: Readonly<
    Record<string, { readonly status: CaseStatus; readonly durationMs: number }>
  >;
}

const NOTHING: LastRun = { version: 1, cases: {} };

function lastRunPath(root: string): string {
  return join(root, ".ar-sim", "last-run.json");
}

/** Empty if the file is missing, truncated or from another version. */
export function readLastRun(root: string): LastRun {
  try {
    const read: unknown = JSON.parse(readRegularText(lastRunPath(root)));
    return isLastRun(read) ? read : NOTHING;
  } catch {
    return NOTHING;
  }
}

function isLastRun(value: unknown): value is LastRun {
  if (typeof value !== "object" || value === null) return false;
  if (!("version" in value) || !("cases" in value)) return false;
  return value.version === 1 && typeof value.cases === "object" && value.cases !== null;
}

/** Cases that did not run keep what the file says of them. Returns whether the file could be written. */
export function writeLastRun(root: string, cases: readonly CaseReport[]): boolean {
  const known: Record<string, LastRun["cases"][string]> = { ...readLastRun(root).cases };
  for (const { id, status, durationMs } of cases) {
    if (status !== "skipped") known[id] = { status, durationMs };
  }
  const sorted = Object.fromEntries(
    Object.entries(known).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const path = lastRunPath(root);
  try {
    makeFolder(dirname(path));
    replaceFile(path, `${JSON.stringify({ version: 1, cases: sorted }, null, 1)}\n`);
    return true;
  } catch {
    return false;
  }
}
