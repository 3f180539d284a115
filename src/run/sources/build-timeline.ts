/** Puts what happened in a run into the order of time. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Raised } from "../../cause/cause.ts";
import type { WrittenEvent } from "../../events/event.ts";
import type { Moment, Transcript } from "../../transcript.ts";

const MOST_MOMENTS = 2000;
const MOST_TEXT = 300;

export interface Happened extends Pick<Transcript, "invocations" | "logs" | "rest" | "outbound"> {
  readonly written: readonly WrittenAt[];
  readonly raised: readonly Raised[];
  /** How far the script's clock was ahead of the true one, in milliseconds. */
  readonly clockAheadMs: number;
  /** Masks secrets, which nobody would know in a part of a text. */
  readonly hide: (text: string) => string;
}

export interface WrittenAt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** Events with the times at which they came over the wire, or their spool file was written last. */
export function writtenAt(events: readonly WrittenEvent[], splunkHome: string): WrittenAt[] {
  const known = new Map<string, number | undefined>();
  return events.slice(0, MOST_MOMENTS).flatMap(({ receivedAt, origin, sourcetype = "", raw }) => {
    if (receivedAt === undefined && !known.has(origin.file))
      known.set(origin.file, writtenLast(join(splunkHome, "var/spool/splunk", origin.file)));
    const at = receivedAt === undefined ? known.get(origin.file) : receivedAt * 1000;
    return at === undefined ? [] : [{ at, text: `${sourcetype} ${raw}`.trim() }];
  });
}

function writtenLast(file: string): number | undefined {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

type Timed = Omit<Moment, "offsetMs"> & { readonly at: number };

export function buildTimeline(happened: Happened): Moment[] {
  const starts = happened.invocations.flatMap(({ at }) =>
    at === undefined ? [] : [Date.parse(at)],
  );
  const [first] = starts;
  if (first === undefined) return [];
  const moments = [
    ...happened.invocations.flatMap(ofInvocation),
    ...ofLogs(happened),
    ...happened.rest.map(ofRequest),
    ...happened.outbound.map(ofAttempt),
    ...happened.written.map(({ at, text }): Timed => ({ at, kind: "event", text })),
    ...happened.raised.flatMap(ofException),
  ];
  return moments
    .filter(({ at }) => Number.isFinite(at))
    .sort((one, other) => one.at - other.at)
    .slice(0, MOST_MOMENTS)
    .map(({ at, kind, text }) => ({
      offsetMs: Math.round(at - first),
      kind,
      text: cut(happened.hide(text)),
    }));
}

function ofInvocation(invocation: Transcript["invocations"][number]): Timed[] {
  const { at, argv, stderr, stderrAt = [], durationMs, exitCode, signal, resultId } = invocation;
  if (at === undefined) return [];
  const start = Date.parse(at);
  const row = resultId === null ? "" : ` (result ${resultId})`;
  const lines = stderr.split("\n", stderrAt.length);
  return [
    { at: start, kind: "start", text: `${argv.at(1) ?? argv.at(0) ?? ""}${row}` },
    ...lines.flatMap((text, number): Timed[] =>
      text.trim() === "" ? [] : [{ at: start + (stderrAt[number] ?? 0), kind: "stderr", text }],
    ),
    { at: start + durationMs, kind: "end", text: signal ?? `exit code ${exitCode}` },
  ];
}

/** Ground: the formats of cim_actions, solnlib, and Add-on Builder: `2026-11-30 21:16:38,963+0000`, or without a zone. */
const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[,.](\d{1,3}))?\d*\s?(Z|[+-]\d\d:?\d\d)?/;

function ofLogs({ logs, clockAheadMs, hide }: Happened): Timed[] {
  return logs.flatMap(({ file, text }) => {
    let at = Number.NaN;
    return hide(text)
      .split("\n", MOST_MOMENTS)
      .filter((line) => line.trim() !== "")
      .map((line): Timed => {
        const time = timeOf(line);
        if (time !== undefined) at = time - clockAheadMs;
        return { at, kind: "log", text: `${file}: ${line.replace(TIME, "").trim()}` };
      });
  });
}

/** A line without a time belongs to the one above. */
function timeOf(line: string): number | undefined {
  const [, day, time, fraction = "0", zone = ""] = TIME.exec(line) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const stamp = Date.parse(`${day}T${time}.${fraction.padEnd(3, "0")}${zone}`);
  return Number.isNaN(stamp) ? undefined : stamp;
}

function ofRequest({ at, status, method, path, query }: Transcript["rest"][number]): Timed {
  const text = `${status} ${method} ${path}${query === "" ? "" : `?${query}`}`;
  return { at: Date.parse(at), kind: "request", text };
}

function ofAttempt(attempt: Transcript["outbound"][number]): Timed {
  const { at, protocol, host, port, method, path, status, refusal } = attempt;
  const what = method === null ? "" : ` ${method} ${path ?? ""}`;
  const answer = refusal ?? (status === null ? "" : String(status));
  const text = `${protocol} ${host}:${port}${what}${answer === "" ? "" : `: ${answer}`}`;
  return { at: Date.parse(at), kind: "outbound", text };
}

function ofException({ at, type, message, frames }: Raised): Timed[] {
  if (at === undefined) return [];
  const place = frames.findLast(({ file }) => /[/\\]etc[/\\]apps[/\\]/.test(file)) ?? frames.at(-1);
  const where = place === undefined ? "" : ` (${place.file}:${place.line})`;
  return [{ at: at * 1000, kind: "exception", text: `${type}: ${message}${where}` }];
}

function cut(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > MOST_TEXT ? `${line.slice(0, MOST_TEXT)}…` : line;
}
