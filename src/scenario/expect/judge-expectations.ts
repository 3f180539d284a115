/** Expectations judged on a transcript. Pure. Snapshots are another matter: they lie on disk. */
import type { Transcript } from "../../transcript.ts";
import { readTime } from "../../text/read-time.ts";
import type { Expect } from "./expect.ts";
import { judgeCalls } from "./judge-calls.ts";
import { judgeCount } from "./judge-count.ts";
import { judgeEvents, type WhyNotTagged } from "./judge-events.ts";
import { judgeHttpCalls } from "./judge-http-calls.ts";
import { judgeMessages } from "./judge-messages.ts";
import { judgeText } from "./judge-text.ts";
import { judgeExit, judgeVerdict } from "./judge-verdict.ts";
import type { Mismatch } from "./mismatch.ts";

/** Those that are judged elsewhere: before the run, of its error, or on disk. */
type Elsewhere = "save" | "error" | "snapshot";
type Judged = Exclude<keyof Expect, Elsewhere>;
type Wanted = { readonly [K in Judged]: NonNullable<Expect[K]> };
type Judges = { readonly [K in Judged]: (run: Transcript, wanted: Wanted[K]) => Mismatch[] };

/** In the order in which a person looks for the cause: how the script ended, what it said, what it wrote. */
const JUDGES: Judges = {
  triggers: judgeTriggers,
  verdict: judgeVerdict,
  exit: judgeExit,
  timedOut: judgeTimedOut,
  duration: judgeDuration,
  runs: (run, wanted) => judgeCount("number of starts", "runs", run.invocations.length, wanted),
  command: (run, wanted) => judgeText("the command", "command", run.command, wanted),
  payload: (run, wanted) => judgeText("the payload", "payload", joined(run, "payload"), wanted),
  stdout: (run, wanted) => judgeText("stdout", "stdout", joined(run, "stdout"), wanted),
  stderr: (run, wanted) => judgeText("stderr", "stderr", joined(run, "stderr"), wanted),
  splunkd: (run, wanted) => {
    const lines = run.invocations.flatMap((invocation) => invocation.splunkd);
    return judgeText("splunkd.log", "splunkd", lines.join("\n"), wanted);
  },
  logs: judgeLogs,
  messages: (run, wanted) => judgeMessages(run.messages, wanted),
  events: (run, wanted) => judgeEvents(run.events, wanted, verdictsReason(run)),
  rest: (run, wanted) => judgeCalls(run.rest, wanted),
  http: (run, wanted) => judgeHttpCalls(run.http, wanted),
  problems: judgeProblems,
};

/** Without expectations the action's own verdict must pass. */
export function judgeExpectations(
  run: Transcript,
  expect: Expect = { verdict: "pass" },
): Mismatch[] {
  return KEYS.flatMap((key) => judge(key, run, expect));
}

function judge<K extends Judged>(
  key: K,
  run: Transcript,
  expect: { readonly [J in Judged]?: Wanted[J] | undefined },
): Mismatch[] {
  const wanted: Wanted[K] | undefined = expect[key];
  return wanted === undefined ? [] : JUDGES[key](run, wanted);
}

const KEYS = Object.keys(JUDGES).filter(isJudged);

function isJudged(key: string): key is Judged {
  return Object.hasOwn(JUDGES, key);
}

function joined(run: Transcript, part: "stdout" | "stderr" | "payload"): string {
  return run.invocations.map((invocation) => invocation[part]).join("\n");
}

/** The chain that the action's own verdict tells for events that are no results. */
function verdictsReason(run: Transcript): WhyNotTagged {
  const reason = run.verdict.reasons.find((candidate) => candidate.id === "modaction-result");
  return (tag) => (tag === "modaction_result" ? (reason?.because ?? []) : []);
}

function judgeTriggers(run: Transcript, wanted: boolean): Mismatch[] {
  const { status, reasons } = run.verdict;
  const isTriggered = status !== "not-triggered";
  if (isTriggered === wanted) return [];
  const message = wanted ? "the action is not triggered" : "the action is triggered";
  const because = isTriggered ? [] : reasons.map((reason) => reason.message);
  return [
    { at: "triggers", message, expected: String(wanted), actual: String(isTriggered), because },
  ];
}

function judgeTimedOut(run: Transcript, wanted: boolean): Mismatch[] {
  const isTimedOut = run.invocations.some((invocation) => invocation.timedOut);
  if (isTimedOut === wanted) return [];
  const message = wanted ? "the script ended in time" : "the script was killed at its maxtime";
  return [{ at: "timedOut", message, expected: String(wanted), actual: String(isTimedOut) }];
}

function judgeDuration(run: Transcript, wanted: NonNullable<Expect["duration"]>): Mismatch[] {
  const { min, max } = typeof wanted === "object" ? wanted : { min: undefined, max: wanted };
  const longest = Math.max(0, ...run.invocations.map((invocation) => invocation.durationMs));
  const actual = `${longest} ms`;
  if (max !== undefined && longest > readTime(max)) {
    const message = "the script took too long";
    return [{ at: "duration", message, expected: `at most ${max}`, actual }];
  }
  if (min === undefined || longest >= readTime(min)) return [];
  const message = "the script ended too soon";
  return [{ at: "duration", message, expected: `at least ${min}`, actual }];
}

function judgeLogs(run: Transcript, wanted: NonNullable<Expect["logs"]>): Mismatch[] {
  const all = run.logs.map((log) => log.text).join("\n");
  if (typeof wanted === "string") return judgeText("the logs", "logs", all, wanted);
  return Object.entries(wanted).flatMap(([file, check]) => {
    const log = run.logs.find((candidate) => candidate.file === file);
    const at = `logs.${file}`;
    if (log !== undefined) return judgeText(file, at, log.text, check);
    if (typeof check === "object" && check.empty === true) return [];
    const files = run.logs.map((written) => written.file).join(", ");
    return [{ at, message: `there is no log ${file}`, actual: files === "" ? "no log" : files }];
  });
}

function judgeProblems(run: Transcript, wanted: readonly string[]): Mismatch[] {
  const codes: readonly string[] = run.problems.map((problem) => problem.code);
  return wanted
    .filter((code) => !codes.includes(code))
    .map((code) => ({
      at: "problems",
      message: `the run does not report ${code}`,
      expected: code,
      actual: codes.length === 0 ? "nothing" : codes.join(", "),
    }));
}
