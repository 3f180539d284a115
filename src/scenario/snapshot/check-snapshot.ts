/** A case's snapshot against the accepted one. New and changed ones wait for review, save where only checked. */
import type { Transcript } from "../../transcript.ts";
import { diffTexts } from "../expect/diff-texts.ts";
import type { SnapshotPart } from "../expect/expect.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import type { Redact } from "./redact.ts";
import { renderSnapshot } from "./render-snapshot.ts";
import { readSnapshot, writeWaiting } from "./snapshot-files.ts";

export type SnapshotOutcome = "matched" | "pending" | "mismatched";

export interface CheckedSnapshot {
  readonly outcome: SnapshotOutcome;
  readonly mismatches: readonly Mismatch[];
}

export function checkSnapshot(
  run: Transcript,
  parts: readonly SnapshotPart[] | true,
  options: { readonly path: string; readonly redact: Redact; readonly isOnlyChecked: boolean },
): CheckedSnapshot {
  const { path, redact, isOnlyChecked } = options;
  const actual = renderSnapshot(run, parts, redact);
  const accepted = readSnapshot(path);
  if (accepted === actual) {
    if (!isOnlyChecked) writeWaiting(path, undefined);
    return { outcome: "matched", mismatches: [] };
  }
  if (!isOnlyChecked) writeWaiting(path, actual);
  if (accepted === undefined) {
    if (!isOnlyChecked) return { outcome: "pending", mismatches: [] };
    return {
      outcome: "mismatched",
      mismatches: [
        {
          at: "snapshot",
          message: "there is no accepted snapshot",
          hint: "Run `ar-sim test` without CI=true, then `ar-sim snapshots accept`, and commit the file.",
        },
      ],
    };
  }
  return {
    outcome: "mismatched",
    mismatches: [
      {
        at: "snapshot",
        message: "the snapshot is another",
        hint: isOnlyChecked
          ? "Run `ar-sim test` without CI=true, then `ar-sim snapshots review`."
          : "Look at it with `ar-sim snapshots review`; `ar-sim snapshots accept` takes it.",
        diff: diffTexts(accepted, actual, "accepted", "new"),
      },
    ],
  };
}
