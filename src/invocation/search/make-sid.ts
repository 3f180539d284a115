/** Makes the search id of a job, as the dispatcher and the scheduler of splunkd do. */
import { createHash } from "node:crypto";
import type { Mode } from "../invocation.ts";

export interface SidParts {
  readonly mode: Mode;
  readonly app: string;
  readonly owner: string;
  /** Name of the saved search. The ad hoc modes ignore it. */
  readonly searchName: string;
  /** Scheduled time, or time of dispatch, in epoch seconds. */
  readonly epoch: number;
  /** The running number of the dispatcher. */
  readonly counter: number;
  /** Number of the result snapshot. Only for a real-time search, whose sid begins with `rt_scheduler`. */
  readonly snapshot?: number | undefined;
  /** The user, where the scheduler did not dispatch the search. */
  readonly dispatcher?: string | undefined;
  /** GUID of the member, which a search head cluster appends. */
  readonly guid?: string | undefined;
}

/**
 * Ground: sids in public logs. An ad hoc search has `<epoch>.<n>`, a scheduled one has
 * `scheduler_<owner>_<app>__<search>_at_<epoch>_<n>`. One that a user dispatched has the user in place of `scheduler`.
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

/** Underscores and hyphens are not plain. Seen: the app `test_app` becomes `_dGVzdF9hcHA`. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9]+$/.test(text);
}

/** Guess: the URL-safe alphabet, since a sid is a folder name and part of a path. No seen value has a + or a /. */
function namePart(text: string): string {
  return isPlain(text) ? `_${text}` : Buffer.from(text).toString("base64url");
}

/** The last 16 hex digits of the MD5 of the name. Checked against eight names in public sids. */
function hashedName(name: string): string {
  return `RMD5${createHash("md5").update(name).digest("hex").slice(-16)}`;
}
