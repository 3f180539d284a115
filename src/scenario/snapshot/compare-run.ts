/** Compares a run of another program's test with its accepted snapshot, and keeps the new one for review. */
import { HarnessError } from "../../errors.ts";
import type { Transcript } from "../../transcript.ts";
import type { SnapshotPart } from "../expect/expect.ts";
import { transcriptSnapshot } from "../matchers/matchers.ts";
import { judgeSnapshotText, type SnapshotOutcome } from "./check-snapshot.ts";
import { SNAPSHOT_PARTS } from "./render-snapshot.ts";
import { acceptWaiting, type SnapshotPlace, snapshotPath, writeWaiting } from "./snapshot-files.ts";

export interface ComparedSnapshot {
  readonly path: string;
  readonly outcome: SnapshotOutcome | "updated";
  /** What is wrong; empty where it matches, or waits for review. */
  readonly message: string;
  readonly hint: string | undefined;
  readonly diff: string | undefined;
}

export interface CompareOptions {
  readonly place: SnapshotPlace;
  readonly isUpdated: boolean;
  readonly isOnlyChecked: boolean;
}

/** `run` is a transcript as JSON keeps it. */
export function compareSnapshot(
  run: Transcript,
  parts: readonly string[] | undefined,
  { place, isUpdated, isOnlyChecked }: CompareOptions,
): ComparedSnapshot {
  const path = snapshotPath(place);
  const text = transcriptSnapshot(run, parts === undefined ? true : parts.map(partOf));
  const { outcome, mismatches } = judgeSnapshotText(text, { path, isOnlyChecked });
  const isWaiting = outcome !== "matched";
  if (isUpdated || !isOnlyChecked) writeWaiting(path, isWaiting ? text : undefined);
  if (isUpdated && isWaiting) {
    acceptWaiting(path);
    return { path, outcome: "updated", message: "", hint: undefined, diff: undefined };
  }
  const [first] = mismatches;
  return { path, outcome, message: first?.message ?? "", hint: first?.hint, diff: first?.diff };
}

function partOf(name: string): SnapshotPart {
  const part = SNAPSHOT_PARTS.find((known) => known === name);
  if (part !== undefined) return part;
  throw bad(`a snapshot has no part \`${name}\``, `Known: ${SNAPSHOT_PARTS.join(", ")}.`);
}

function bad(message: string, hint: string): HarnessError {
  return new HarnessError("WORKER_BAD_REQUEST", message, { hint });
}
