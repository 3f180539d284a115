/** Matchers over a transcript as plain functions, for any test runner: each says whether, and the chain of reasons. */
import type { IndexedEvent } from "../../events/event.ts";
import type { Transcript } from "../../transcript.ts";
import { isCall } from "./check-messages.ts";
import { shown } from "./check-text.ts";
import { fieldOf } from "./field-of.ts";
import { createRedact } from "../snapshot/redact.ts";
import { renderSnapshot } from "../snapshot/render-snapshot.ts";
import type { SnapshotPart } from "./expect.ts";

export interface Match {
  readonly pass: boolean;
  /** What is wrong; where it passes, what would be wrong if it should not. */
  readonly message: string;
}

/** A value, a pattern, or a matcher of the runner such as `expect.any(String)`. */
export type Wanted =
  | string
  | number
  | boolean
  | RegExp
  | readonly string[]
  | { asymmetricMatch(value: unknown): boolean };

export interface EventWish {
  readonly index?: Wanted;
  readonly sourcetype?: Wanted;
  readonly source?: Wanted;
  readonly host?: Wanted;
  readonly raw?: Wanted;
  /** A tag that a search would find it by. */
  readonly tagged?: string;
  readonly fields?: Readonly<Record<string, Wanted>>;
}

/** The script ended well, and the action's own verdict is no failure. */
export function succeeds(run: Transcript): Match {
  const ended = run.invocations.filter((one) => one.exitCode !== 0);
  const failed = run.verdict.reasons.filter((reason) => reason.status === "fail");
  const pass = ended.length === 0 && run.verdict.status === "pass";
  if (pass) return { pass, message: `${run.action} succeeded, though it should not` };
  const reasons = failed.flatMap((reason) => [
    `✗ ${reason.message}`,
    ...(reason.because ?? []).map((step) => `    because ${step}`),
    ...(reason.where === undefined
      ? []
      : [`    at ${reason.where.file}:${reason.where.line ?? 1}`]),
    ...(reason.hint === undefined ? [] : [`    hint: ${reason.hint}`]),
  ]);
  const stderr = ended.map((one) => one.stderr).find((text) => text !== "");
  return {
    pass,
    message: lines(`${run.action} did not succeed: the verdict is ${run.verdict.status}`, [
      ...reasons,
      ...(stderr === undefined ? [] : [`stderr: ${shown(stderr)}`]),
    ]),
  };
}

export function writesEvent(run: Transcript, wish: EventWish = {}): Match {
  const tries = run.events.map((event) => differences(event, wish));
  const pass = tries.some((wrong) => wrong.length === 0);
  if (pass) return { pass, message: `${run.action} wrote such an event: ${describe(wish)}` };
  if (tries.length === 0) {
    const why = run.verdict.reasons.find((reason) => reason.id === "events-written");
    return {
      pass,
      message: lines(
        `${run.action} wrote no event`,
        why === undefined ? [] : [`because ${why.message}`, ...(why.because ?? [])],
      ),
    };
  }
  const nearest = tries.reduce((best, one) => (one.length < best.length ? one : best));
  return {
    pass,
    message: lines(
      `none of the ${tries.length} events of ${run.action} is so: ${describe(wish)}`,
      nearest.map((wrong) => `nearest: ${wrong}`),
    ),
  };
}

/** Enterprise Security would find all that the action wrote, by tag=modaction_result. */
export function isModactionResult(run: Transcript): Match {
  const reason = run.verdict.reasons.find((one) => one.id === "modaction-result");
  const count = run.events.filter((event) => event.tags.includes("modaction_result")).length;
  const pass = run.events.length > 0 && count === run.events.length;
  if (pass)
    return { pass, message: `the events of ${run.action} are found by tag=modaction_result` };
  const head =
    run.events.length === 0
      ? `${run.action} wrote no event`
      : `${run.events.length - count} of ${run.events.length} events are not found by tag=modaction_result`;
  return {
    pass,
    message: lines(head, [
      ...(reason?.because ?? []).map((step) => `because ${step}`),
      ...(reason?.hint === undefined ? [] : [`hint: ${reason.hint}`]),
    ]),
  };
}

/** A message of the action's log has this `action_status`. */
export function logsStatus(run: Transcript, status: string): Match {
  const known = run.messages.map((message) => message.status).filter((text) => text !== "");
  const pass = known.includes(status);
  if (pass) return { pass, message: `${run.action} logged the status ${status}` };
  const told = run.messages.map(
    ({ level, signature, status: own }) =>
      `there is: ${level} signature="${signature}"${own === "" ? "" : ` action_status="${own}"`}`,
  );
  return {
    pass,
    message: lines(
      `${run.action} logged no message of the status ${status}${known.length === 0 ? "" : `, but ${[...new Set(known)].join(", ")}`}`,
      told.length === 0 ? ["it logged no message that Enterprise Security reads"] : told,
    ),
  };
}

/** A `*` in the path stands for anything. */
export function callsRest(run: Transcript, method: string, path: string): Match {
  const pass = run.rest.some((call) => isCall(call, { method, path }));
  if (pass) return { pass, message: `${run.action} called ${method} ${path}` };
  const told = run.rest.map((call) => `there is: ${call.method} ${call.path} → ${call.status}`);
  return {
    pass,
    message: lines(
      `${run.action} did not call ${method} ${path}`,
      told.length === 0 ? ["it made no call"] : told,
    ),
  };
}

/** How long ago a run may have been for its own time stamps to be known as such. */
const AN_HOUR = 3600;

/** Payload, events, messages and REST calls as a text to compare, without what differs from run to run. */
export function transcriptSnapshot(
  run: Transcript,
  parts: readonly SnapshotPart[] | true = true,
): string {
  const now = Date.now() / 1000;
  return renderSnapshot(run, parts, createRedact(run, { from: now - AN_HOUR, to: now }));
}

function differences(event: IndexedEvent, wish: EventWish): string[] {
  const found: string[] = [];
  for (const key of ["index", "sourcetype", "source", "host", "raw"] as const) {
    const wanted = wish[key];
    if (wanted !== undefined && !fits(event[key], wanted))
      found.push(`${key} is ${quote(event[key])}, wanted ${quote(wanted)}`);
  }
  if (wish.tagged !== undefined && !event.tags.includes(wish.tagged))
    found.push(`it is not tagged ${wish.tagged}, but ${event.tags.join(", ") || "not at all"}`);
  for (const [name, wanted] of Object.entries(wish.fields ?? {})) {
    const value = fieldOf(event, name);
    if (value === undefined && !fits(undefined, wanted))
      found.push(`it has no field ${name}; it has ${Object.keys(event.fields).sort().join(", ")}`);
    else if (!fits(value, wanted))
      found.push(`field ${name} is ${quote(value)}, wanted ${quote(wanted)}`);
  }
  return found;
}

function fits(value: string | readonly string[] | undefined, wanted: Wanted): boolean {
  if (typeof wanted === "object" && "asymmetricMatch" in wanted)
    return wanted.asymmetricMatch(value);
  if (value === undefined) return false;
  const values = [value].flat();
  if (wanted instanceof RegExp)
    return values.some((one) =>
      new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, "")).test(one),
    );
  if (Array.isArray(wanted))
    return wanted.length === values.length && wanted.every((one, place) => one === values[place]);
  return values.includes(String(wanted));
}

function describe(wish: EventWish): string {
  const { fields, ...rest } = wish;
  const pairs = [...Object.entries(rest), ...Object.entries(fields ?? {})];
  return pairs.map(([key, wanted]) => `${key}=${quote(wanted)}`).join(" ") || "any event";
}

function quote(value: unknown): string {
  if (value === undefined) return "nothing";
  return value instanceof RegExp || typeof value === "object"
    ? String(value)
    : `\`${String(value)}\``;
}

function lines(head: string, more: readonly string[]): string {
  return [head, ...more.map((line) => `  ${line}`)].join("\n");
}
