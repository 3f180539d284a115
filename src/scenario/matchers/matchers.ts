/** Matchers over a transcript as plain functions, for any test runner: each says whether it holds, and why. */
import type { IndexedEvent } from "../../events/event.ts";
import type { Reason, Transcript } from "../../transcript.ts";
import { createRedact } from "../snapshot/redact.ts";
import { renderSnapshot } from "../snapshot/render-snapshot.ts";
import type { HttpCallConditions, SnapshotPart } from "../expect/expect.ts";
import { fieldOf } from "../expect/field-of.ts";
import { callText, isCall } from "../expect/judge-calls.ts";
import { callFaults, exchangeText } from "../expect/judge-http-calls.ts";
import { messageText } from "../expect/judge-messages.ts";
import { whyFailed } from "../expect/judge-verdict.ts";

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
  const hasFailed = run.invocations.some(({ exitCode }) => exitCode !== 0);
  const pass = !hasFailed && run.verdict.status === "pass";
  if (pass) return { pass, message: `${run.action} succeeded, but it should not` };
  const failed = run.verdict.reasons.filter((reason) => reason.status === "fail");
  return {
    pass,
    message: lines(`${run.action} did not succeed: the verdict is ${run.verdict.status}`, [
      ...failed.flatMap(reasonLines),
      ...whyFailed(run),
    ]),
  };
}

function reasonLines({ message, because = [], where, hint }: Reason): string[] {
  return [
    `✗ ${message}`,
    ...because.map((step) => `    because ${step}`),
    ...(where === undefined ? [] : [`    at ${where.file}:${where.line ?? 1}`]),
    ...(hint === undefined ? [] : [`    hint: ${hint}`]),
  ];
}

export function writesEvent(run: Transcript, wish: EventWish = {}): Match {
  const tries = run.events.map((event) => differences(event, wish));
  const pass = tries.some((wrong) => wrong.length === 0);
  if (pass) return { pass, message: `${run.action} wrote an event with ${describe(wish)}` };
  if (tries.length === 0) {
    const why = run.verdict.reasons.find((reason) => reason.id === "events-written");
    const because = why === undefined ? [] : [`because ${why.message}`, ...(why.because ?? [])];
    return { pass, message: lines(`${run.action} wrote no event`, because) };
  }
  const closest = tries.reduce((best, failures) =>
    failures.length < best.length ? failures : best,
  );
  const head =
    tries.length === 1
      ? `the event of ${run.action} does not have ${describe(wish)}`
      : `none of the ${tries.length} events of ${run.action} has ${describe(wish)}`;
  return {
    pass,
    message: lines(
      head,
      closest.map((wrong) => `closest event: ${wrong}`),
    ),
  };
}

/** Enterprise Security would find all that the action wrote, by tag=modaction_result. */
export function isModactionResult(run: Transcript): Match {
  const count = run.events.filter((event) => event.tags.includes("modaction_result")).length;
  const total = run.events.length;
  const pass = total > 0 && count === total;
  if (pass)
    return { pass, message: `the events of ${run.action} are found by tag=modaction_result` };
  const head =
    total === 0
      ? `${run.action} wrote no event`
      : `${total - count} of ${total} events are not found by tag=modaction_result`;
  const reason = run.verdict.reasons.find((candidate) => candidate.id === "modaction-result");
  const because = (reason?.because ?? []).map((step) => `because ${step}`);
  const hint = reason?.hint === undefined ? [] : [`hint: ${reason.hint}`];
  return { pass, message: lines(head, [...because, ...hint]) };
}

/** A message of the action's log has this `action_status`. */
export function logsStatus(run: Transcript, status: string): Match {
  const known = new Set(
    run.messages.map((message) => message.status).filter((text) => text !== ""),
  );
  const pass = known.has(status);
  if (pass) return { pass, message: `${run.action} logged the status ${status}` };
  const others = known.size === 0 ? "" : `, but ${[...known].join(", ")}`;
  return {
    pass,
    message: lines(
      `${run.action} did not log the status ${status}${others}`,
      thereIs(run.messages.map(messageText), "it logged no message that Enterprise Security reads"),
    ),
  };
}

/** A `*` in the path stands for anything. */
export function callsRest(run: Transcript, method: string, path: string): Match {
  const pass = run.rest.some((call) => isCall(call, { method, path }));
  if (pass) return { pass, message: `${run.action} called ${method} ${path}` };
  return {
    pass,
    message: lines(
      `${run.action} did not call ${method} ${path}`,
      thereIs(run.rest.map(callText), "it made no call"),
    ),
  };
}

/** A `*` in the URL stands for anything. `body` is what the body of the request must have. */
export function callsHttp(
  run: Transcript,
  method: string,
  url: string,
  body?: HttpCallConditions["body"],
): Match {
  const wanted = { method, url, body };
  const pass = run.http.some((call) => callFaults(call, wanted).length === 0);
  if (pass) return { pass, message: `${run.action} called ${method} ${url}` };
  const calls = run.http.map(
    (call) => `${exchangeText(call)}: ${callFaults(call, wanted).join("; ")}`,
  );
  return {
    pass,
    message: lines(
      `${run.action} did not call ${method} ${url}`,
      thereIs(calls, "it made no HTTP call that ar-sim saw"),
    ),
  };
}

function thereIs(texts: readonly string[], otherwise: string): string[] {
  return texts.length === 0 ? [otherwise] : texts.map((text) => `there is: ${text}`);
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

const METADATA = ["index", "sourcetype", "source", "host", "raw"] as const;

function differences(event: IndexedEvent, wish: EventWish): string[] {
  const { tagged, fields = {} } = wish;
  const metadata = METADATA.flatMap((key) => {
    const wanted = wish[key];
    return wanted === undefined || fits(event[key], wanted)
      ? []
      : [`${key} differs: expected ${quote(wanted)}, got ${quote(event[key])}`];
  });
  const isTagged = tagged === undefined || event.tags.includes(tagged);
  const tags = event.tags.length === 0 ? "no tag" : event.tags.join(", ");
  return [
    ...metadata,
    ...(isTagged ? [] : [`it is not tagged ${tagged}: it has ${tags}`]),
    ...Object.entries(fields).flatMap(([name, wanted]) => fieldFault(event, name, wanted)),
  ];
}

function fieldFault(event: IndexedEvent, name: string, wanted: Wanted): string[] {
  const value = fieldOf(event, name);
  if (fits(value, wanted)) return [];
  if (value !== undefined)
    return [`field ${name} differs: expected ${quote(wanted)}, got ${quote(value)}`];
  const known = Object.keys(event.fields).sort().join(", ");
  return [`it has no field ${name}. It has ${known}.`];
}

function fits(value: string | readonly string[] | undefined, wanted: Wanted): boolean {
  if (typeof wanted === "object" && "asymmetricMatch" in wanted)
    return wanted.asymmetricMatch(value);
  if (value === undefined) return false;
  const values = [value].flat();
  if (wanted instanceof RegExp)
    return values.some((text) =>
      new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, "")).test(text),
    );
  if (Array.isArray(wanted))
    return wanted.length === values.length && wanted.every((text, place) => text === values[place]);
  return values.includes(String(wanted));
}

function describe(wish: EventWish): string {
  const { fields, ...rest } = wish;
  const pairs = [...Object.entries(rest), ...Object.entries(fields ?? {})];
  return pairs.map(([key, wanted]) => `${key}=${quote(wanted)}`).join(" ") || "any fields";
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
