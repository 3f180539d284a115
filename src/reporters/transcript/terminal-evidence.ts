/** Below a failed verdict: the output of the script, the lines of splunkd.log, the REST calls and the events. */
import type { InvocationRecord, Transcript } from "../../transcript.ts";
import { bodyLines } from "./body-lines.ts";
import type { Paint } from "../text/paint.ts";
import { printable, printableLine } from "../../text/printable.ts";

/** How many of the last lines of a text are shown, and how much of a line. --json has all of it. */
const TAIL = 30;
const LONG_TAIL = 2000;
const MOST_OF_LINE = 1000;
const RUNS = 3;
const EVENTS = 5;
const LINES_OF_EVENT = 10;
const CALLS = 20;

export interface EvidenceOptions {
  readonly paint: Paint;
  readonly onlyFailed: boolean;
  readonly verbose: boolean;
}

type Section = (title: string, text: string, omitted?: number) => string[];

export function evidence(transcript: Transcript, options: EvidenceOptions): string[] {
  const { paint, onlyFailed } = options;
  const section = sectionsOf(options);
  const failed = transcript.invocations.filter((invocation) => invocation.exitCode !== 0);
  const shown = onlyFailed && failed.length > 0 ? failed : transcript.invocations;
  return [
    ...section("command", transcript.command),
    ...shown.slice(0, RUNS).flatMap((invocation) => invocationLines(invocation, section)),
    ...(shown.length > RUNS
      ? ["", paint.dim(`… and ${shown.length - RUNS} more invocations`)]
      : []),
    ...transcript.logs.flatMap((log) => section(log.file, log.text, log.omittedBytes)),
    ...calls(transcript, options),
    ...events(transcript, section),
    ...(options.verbose ? timeline(transcript, section) : []),
  ];
}

function invocationLines(invocation: InvocationRecord, section: Section): string[] {
  const row = invocation.resultId === null ? "" : ` of result ${invocation.resultId}`;
  const of = invocation.isPreview ? `${row} (preview)` : row;
  return [
    ...section(`stderr${of}`, invocation.stderr, invocation.omitted.stderr),
    ...section(`stdout${of} (Splunk ignores it)`, invocation.stdout, invocation.omitted.stdout),
    ...section(`splunkd.log${of}`, invocation.splunkd.join("\n")),
  ];
}

function sectionsOf({ paint, verbose }: EvidenceOptions): Section {
  const tail = verbose ? LONG_TAIL : TAIL;
  return (title, text, omitted = 0) => {
    const lines = text.replace(/\n+$/, "").split("\n");
    if (lines.length === 1 && lines[0] === "") return [];
    const cut = lines.length > tail ? [paint.dim(`  … ${lines.length - tail} earlier lines`)] : [];
    const lost = omitted > 0 ? [paint.dim(`  … ${omitted} more bytes, which are not kept`)] : [];
    return [
      "",
      paint.bold(printable(title)),
      ...cut,
      ...lines.slice(-tail).map((line) => `  ${printableLine(clipped(line))}`),
      ...lost,
    ];
  };
}

/** A very long line would fill many screens. */
function clipped(line: string): string {
  const end = line.endsWith("\r") ? line.length - 1 : line.length;
  return end > MOST_OF_LINE
    ? `${line.slice(0, MOST_OF_LINE)} … ${end - MOST_OF_LINE} more characters`
    : line.slice(0, end);
}

/** The REST calls, with their bodies if these were recorded. */
export function calls(transcript: Transcript, options: EvidenceOptions): string[] {
  const hasBodies = transcript.rest.some((call) => call.responseBody !== undefined);
  const lines = transcript.rest.slice(-CALLS).flatMap((call) => {
    const query = call.query === "" ? "" : `?${call.query}`;
    const line = `${call.status} ${call.method} ${call.path}${query}`;
    return [call.known ? line : `${line}  (not emulated)`, ...bodyLines(call)];
  });
  const section = sectionsOf({ ...options, verbose: options.verbose || hasBodies });
  return section("calls of the REST API", lines.join("\n"));
}

function events(transcript: Transcript, section: Section): string[] {
  const lines = transcript.events
    .slice(0, EVENTS)
    .flatMap((event) => [
      `index=${event.index} sourcetype=${event.sourcetype} source=${event.source} host=${event.host}`.replaceAll(
        "\n",
        " ",
      ),
      ...rawLines(event.raw),
      ...event.notes.map((note) => `  note: ${note}`),
    ]);
  const more = transcript.events.length - EVENTS;
  if (more > 0) lines.push(`… and ${more} more`);
  return section("events", lines.join("\n"));
}

/** Seconds with three digits, since the script started. */
function timeline(transcript: Transcript, section: Section): string[] {
  const lines = transcript.timeline.map(({ offsetMs, kind, text }) => {
    const offset = (offsetMs / 1000).toFixed(3).padStart(8);
    return `${offset} s  ${kind.padEnd(9)}  ${text}`;
  });
  return section("timeline", lines.join("\n"));
}

function rawLines(raw: string): string[] {
  const lines = raw.split("\n").map((line) => `  ${line}`);
  const more = lines.length - LINES_OF_EVENT;
  return more > 0 ? [...lines.slice(0, LINES_OF_EVENT), `  … ${more} more lines`] : lines;
}
