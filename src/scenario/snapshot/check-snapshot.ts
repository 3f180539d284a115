/**
 * Compares the snapshot of a case with the accepted one. Writes nothing, since the case may fail for another reason.
 */
import { truthOf } from "../../run/truth.ts";
import type { Transcript } from "../../transcript.ts";
import { diffTexts } from "../expect/diff-texts.ts";
import type { SnapshotPart } from "../expect/expect.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import type { Redact } from "./redact.ts";
import { renderSnapshot } from "./render-snapshot.ts";
import { readSnapshot } from "./snapshot-files.ts";

export type SnapshotOutcome = "matched" | "pending" | "mismatched";

export interface CheckedSnapshot {
  /** What the run came to. */
  readonly text: string;
  readonly outcome: SnapshotOutcome;
  readonly mismatches: readonly Mismatch[];
}

export function checkSnapshot(
  shown: Transcript,
  parts: readonly SnapshotPart[] | true,
  options: { readonly path: string; readonly redact: Redact; readonly isOnlyChecked: boolean },
): CheckedSnapshot {
  const { redact } = options;
  const text = renderSnapshot(shown, parts, redact);
  // One that was accepted with a secret in it is held to the secret, and not to the mask.
  const truth = (): string => renderSnapshot(truthOf(shown).transcript, parts, redact);
  return judgeSnapshotText(text, { ...options, truth });
}

interface TextOptions {
  readonly path: string;
  readonly isOnlyChecked: boolean;
  /** The text with its secrets. */
  readonly truth?: (() => string) | undefined;
}

export function judgeSnapshotText(text: string, options: TextOptions): CheckedSnapshot {
  const { path, isOnlyChecked, truth } = options;
  const accepted = readSnapshot(path);
  if (accepted === text || (accepted !== undefined && accepted === truth?.()))
    return { text, outcome: "matched", mismatches: [] };
  if (accepted !== undefined)
    return { text, outcome: "mismatched", mismatches: [changed(accepted, text, isOnlyChecked)] };
  if (!isOnlyChecked) return { text, outcome: "pending", mismatches: [] };
  return { text, outcome: "mismatched", mismatches: [MISSING] };
}

const MISSING: Mismatch = {
  at: "snapshot",
  message: "there is no accepted snapshot",
  hint: "Run `ar-sim test` without CI=true, then `ar-sim snapshots accept`, and commit the file.",
};

function changed(accepted: string, text: string, isOnlyChecked: boolean): Mismatch {
  return {
    at: "snapshot",
    message: "the snapshot differs",
    hint: isOnlyChecked
      ? "Run `ar-sim test` without CI=true, then `ar-sim snapshots review`."
      : "Review it with `ar-sim snapshots review`. `ar-sim snapshots accept` accepts it.",
    diff: diffTexts(accepted, text, "accepted", "new"),
  };
}
