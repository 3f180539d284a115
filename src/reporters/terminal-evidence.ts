/** Beneath a failed verdict: what the script said, what splunkd would have logged, the calls and the events. */
import type { InvocationRecord, Transcript } from "../transcript.ts";
import type { Paint } from "./paint.ts";

/** Last lines shown of each text; the JSON report has all of it. */
const TAIL = 30;
const RUNS = 3;
const EVENTS = 5;
const CALLS = 20;

export function evidence(transcript: Transcript, paint: Paint, onlyFailed: boolean): string[] {
  const failed = transcript.invocations.filter((one) => one.exitCode !== 0);
  const shown = onlyFailed && failed.length > 0 ? failed : transcript.invocations;
  return [
    ...section("command", transcript.command, 0, paint),
    ...shown.slice(0, RUNS).flatMap((one) => invocation(one, paint)),
    ...(shown.length > RUNS
      ? ["", paint.dim(`… and ${shown.length - RUNS} more invocations`)]
      : []),
    ...transcript.logs.flatMap((log) => section(log.file, log.text, log.omittedBytes, paint)),
    ...calls(transcript, paint),
    ...events(transcript, paint),
  ];
}

function invocation(one: InvocationRecord, paint: Paint): string[] {
  const row = one.resultId === null ? "" : ` of result ${one.resultId}`;
  const of = one.isPreview ? `${row} (preview)` : row;
  return [
    ...section(`stderr${of}`, one.stderr, one.omitted.stderr, paint),
    ...section(`stdout${of} (Splunk ignores it)`, one.stdout, one.omitted.stdout, paint),
    ...section(`splunkd.log${of}`, one.splunkd.join("\n"), 0, paint),
  ];
}

function section(title: string, text: string, omitted: number, paint: Paint): string[] {
  const all = printable(text).replace(/\n+$/, "");
  if (all === "") return [];
  const lines = all.split("\n");
  const cut = lines.length > TAIL ? [paint.dim(`  … ${lines.length - TAIL} lines above`)] : [];
  const lost =
    omitted > 0 ? [paint.dim(`  … ${omitted} more bytes were written and not kept`)] : [];
  return [
    "",
    paint.bold(printable(title)),
    ...cut,
    ...lines.slice(-TAIL).map((line) => `  ${line}`),
    ...lost,
  ];
}

function calls(transcript: Transcript, paint: Paint): string[] {
  if (transcript.rest.length === 0) return [];
  const lines = transcript.rest.slice(-CALLS).map((call) => {
    const query = call.query === "" ? "" : `?${call.query}`;
    const line = `${call.status} ${call.method} ${call.path}${query}`;
    return call.known ? line : `${line}  (not emulated)`;
  });
  return section("calls of the REST API", lines.join("\n"), 0, paint);
}

function events(transcript: Transcript, paint: Paint): string[] {
  if (transcript.events.length === 0) return [];
  const lines = transcript.events
    .slice(0, EVENTS)
    .flatMap((event) => [
      `index=${event.index} sourcetype=${event.sourcetype} source=${event.source} host=${event.host}`,
      ...event.raw.split("\n").map((line) => `  ${line}`),
      ...event.notes.map((note) => `  note: ${note}`),
    ]);
  const more = transcript.events.length - EVENTS;
  if (more > 0) lines.push(`… and ${more} more`);
  return section("events", lines.join("\n"), 0, paint);
}

/** Text of the script made harmless for a terminal: no escape sequences, no carriage returns. */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
      (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
    );
}
