/** What a person reads after a run: a few lines for a good run, everything that helps for a bad one. */
import type { Cause, Reason, Transcript } from "../../transcript.ts";
import { type Paint, plain } from "../text/paint.ts";
import { dryRun } from "./terminal-dry-run.ts";
import { placeText } from "../text/place-text.ts";
import { printable, printableBlock, printableLines } from "../../text/printable.ts";
import { calls, evidence } from "./terminal-evidence.ts";
import { wrap } from "../../text/wrap.ts";
import { panel } from "./terminal-panel.ts";

export interface TerminalOptions {
  readonly paint?: Paint;
  /** Show everything, also of a good run. */
  readonly verbose?: boolean;
  /** The folder that paths are relative to. */
  readonly base?: string;
}

export function terminal(transcript: Transcript, options: TerminalOptions = {}): string {
  const paint = options.paint ?? plain;
  const near = nearTo(options.base);
  const notes = warnings(transcript, paint).map(near);
  const lines = [head(transcript, paint), ...weakFence(transcript, paint), ""];
  const { status, reasons } = transcript.verdict;
  if (!transcript.started && status !== "not-triggered")
    return `${[...lines, ...dryRun(transcript, paint), ...notes].join("\n")}\n`;
  for (const reason of reasons)
    lines.push(...reasonLines(briefly(reason, transcript), paint).map(near));
  lines.push(...details(transcript, paint, options.verbose === true).map(near));
  if (transcript.panel !== undefined) lines.push(...panel(transcript.panel, paint));
  const { cause, kept, splunkHome } = transcript;
  const keeps = kept ? [`SPLUNK_HOME is kept: ${printable(splunkHome)}`] : [];
  lines.push(...notes, "");
  if (cause === null) lines.push(conclusion(transcript, paint), ...keeps);
  // What a person has to know is the last thing on the screen.
  else {
    const yet = status === "pass" ? ["      The script says all the same that it failed:"] : [];
    lines.push(
      ...keeps,
      conclusion(transcript, paint),
      ...yet,
      ...causeLines(cause, paint).map(near),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** What is told of the cause at the end is not told twice. */
function briefly(reason: Reason, { cause }: Transcript): Reason {
  if (cause === null || reason.id !== "exit") return reason;
  const { id, status, message } = reason;
  return { id, status, message };
}

/** The last thing on the screen. */
function causeLines(
  { headline, where, source, because, see, hint }: Cause,
  paint: Paint,
): string[] {
  const lines = block(headline).map((line) => paint.bold(line));
  if (where !== null) lines.push(`  ${paint.dim("-->")} ${printable(placeText(where))}`);
  if (source !== null) lines.push(...sourceLines(source, paint));
  if (because !== null) lines.push(...block(because));
  if (see !== null) lines.push(`  ${paint.dim("-->")} ${printable(placeText(see))}`);
  if (hint !== null) lines.push(...block(`hint: ${hint}`));
  return lines;
}

/** A long line of code is cut at blanks, so that the screen does not cut it inside of a name. */
function sourceLines(source: string, paint: Paint): string[] {
  return wrap(printable(source), WIDTH - MARGIN.length - 2).map(
    (line) => `${MARGIN}${paint.dim("|")} ${line}`,
  );
}

function block(text: string): string[] {
  return wrap(printable(text), WIDTH - MARGIN.length).map((line) => `${MARGIN}${line}`);
}

/** Of a bad run, everything that helps. Of a good one, only the bodies that were recorded. */
function details(transcript: Transcript, paint: Paint, verbose: boolean): string[] {
  const { status } = transcript.verdict;
  if (status === "not-triggered") return [];
  if (status !== "pass" || verbose)
    return evidence(transcript, { paint, verbose, onlyFailed: status === "fail" && !verbose });
  return transcript.rest.some((call) => call.responseBody !== undefined)
    ? calls(transcript, { paint, verbose, onlyFailed: false })
    : [];
}

function nearTo(base: string | undefined): (line: string) => string {
  return (line) => (base === undefined ? line : line.replaceAll(`${base}/`, ""));
}

function head(transcript: Transcript, paint: Paint): string {
  const python = transcript.python === null ? "" : ` · python ${transcript.python.version}`;
  const rows = transcript.rows === 1 ? "1 row" : `${transcript.rows} rows`;
  return `${paint.bold(printable(transcript.action))} ${paint.dim(`${printable(transcript.app)} · ${transcript.mode} · ${rows}${python}`)}`;
}

/** A fence that holds back less than the strongest is worth a line. */
function weakFence({ fence }: Transcript, paint: Paint): string[] {
  if (fence.limits === null) return [];
  const why = fence.why === null ? "" : ` (${printable(fence.why)})`;
  return [paint.dim(`fence: ${fence.kind}. ${printable(fence.limits)}${why}`)];
}

const WIDTH = 80;
const MARGIN = "      ";

const MARKS = { pass: "✓", fail: "✗", warn: "!", "not-applicable": "–" } as const;

function reasonLines(reason: Reason, paint: Paint): string[] {
  const colour = {
    pass: paint.good,
    fail: paint.bad,
    warn: paint.warn,
    "not-applicable": paint.dim,
  }[reason.status];
  const lines = [`  ${colour(MARKS[reason.status])} ${printable(reason.message)}`];
  for (const step of reason.because ?? []) {
    const [first = "", ...rest] = printableLines(step);
    // An indented step belongs to the one above.
    lines.push(
      first.startsWith("  ") ? `              ${first}` : `      ${paint.dim("because")} ${first}`,
      ...rest.map((line) => `              ${line}`),
    );
  }
  if (reason.where !== undefined)
    lines.push(`      ${paint.dim("-->")} ${printable(placeText(reason.where))}`);
  if (reason.hint !== undefined && reason.status !== "pass")
    lines.push(`      ${paint.dim("hint:")} ${printable(reason.hint)}`);
  return lines;
}

function warnings(transcript: Transcript, paint: Paint): string[] {
  return transcript.problems
    .filter((problem) => problem.code !== "ADDON_BAD_CAM" || !transcript.started)
    .filter(({ message }) => !isCause(message, transcript))
    .flatMap((problem) => [
      "",
      `${paint.warn("note:")} ${printableBlock(problem.message, "  ")} ${paint.dim(`[${problem.code}]`)}`,
      ...(problem.where === undefined
        ? []
        : [`  ${paint.dim("-->")} ${printable(placeText(problem.where))}`]),
      ...(problem.hint === undefined ? [] : [`  ${paint.dim("hint:")} ${printable(problem.hint)}`]),
    ]);
}

/** A remark that the end says as the cause. */
function isCause(message: string, { cause }: Transcript): boolean {
  return cause?.because?.toLowerCase() === `${message.toLowerCase()}.`;
}

function conclusion(transcript: Transcript, paint: Paint): string {
  if (transcript.verdict.status === "fail") {
    const failed = transcript.verdict.reasons.filter((reason) => reason.status === "fail").length;
    return `${paint.bad("FAIL")}  ${failed === 1 ? "1 problem" : `${failed} problems`} with \`${printable(transcript.action)}\``;
  }
  if (transcript.verdict.status === "not-triggered") {
    return `${paint.bad("NOT TRIGGERED")}  Splunk would not start \`${printable(transcript.action)}\`, so it was not started (--force starts it)`;
  }
  if (transcript.verdict.status === "not-applicable") {
    return `${paint.warn("NO VERDICT")}  the run was interrupted`;
  }
  const results = transcript.events.filter((event) =>
    event.tags.includes("modaction_result"),
  ).length;
  const words =
    results > 0
      ? `Enterprise Security would find ${results === 1 ? "the result" : `the ${results} results`}`
      : "the action ended without an error";
  return `${paint.good("PASS")}  ${words}`;
}
