/** The search id of a job, as splunkd's dispatcher and scheduler name it. */
import { createHash } from "node:crypto";
import type { Mode } from "../invocation.ts";

export interface SidParts {
  readonly mode: Mode;
  readonly app: string;
  readonly owner: string;
  /** Name of the saved search; not looked at in the ad hoc modes. */
  readonly searchName: string;
  /** Scheduled time, or time of dispatch, in epoch seconds. */
  readonly epoch: number;
  /** The dispatcher's running number. */
  readonly counter: number;
  /** Result snapshot of a real-time search: makes the sid an `rt_scheduler` one. */
  readonly snapshot?: number | undefined;
  /** Who dispatched it by hand, where the scheduler did not. */
  readonly dispatcher?: string | undefined;
  /** GUID of the member, which a search head cluster appends. */
  readonly guid?: string | undefined;
}

/**
 * Grammar read from sids in public logs: `<epoch>.<n>` ad hoc,
 * `scheduler_<owner>_<app>__<search>_at_<epoch>_<n>` scheduled, the user in place of `scheduler` dispatched by hand.
 */
export function makeSid(parts: SidParts): string {
  const member = parts.guid === undefined ? "" : `_${parts.guid}`;
  const epoch = Math.floor(parts.epoch);
  if (parts.mode === "adhoc" || parts.mode === "es-adhoc")
    return `${epoch}.${parts.counter}${member}`;
  const by = parts.dispatcher ?? "scheduler";
  const kind = parts.snapshot === undefined ? by : "rt_scheduler";
  const snapshot = parts.snapshot === undefined ? "" : `.${parts.snapshot}`;
  const search = isPlain(parts.searchName) ? parts.searchName : hashedName(parts.searchName);
  return `${kind}_${namePart(parts.owner)}_${namePart(parts.app)}__${search}_at_${epoch}_${parts.counter}${snapshot}${member}`;
}

/** Underscores and hyphens are not plain: app `test_app` is seen as `_dGVzdF9hcHA`. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9]+$/.test(text);
}

/** Guess: the URL-safe alphabet, since a sid is a folder name and a path segment; seen values have neither + nor /. */
function namePart(text: string): string {
  return isPlain(text) ? `_${text}` : Buffer.from(text).toString("base64url");
}

/** Seen in public sids, and checked against eight names: the last 16 hex digits of the name's MD5. */
function hashedName(name: string): string {
  return `RMD5${createHash("md5").update(name).digest("hex").slice(-16)}`;
}
