/** Expectations judged on a transcript. Pure. Snapshots are another matter: they lie on disk. */
import type { Transcript } from "../../transcript.ts";
import { checkCalls, checkMessages } from "./check-messages.ts";
import { checkEvents, type WhyNotTagged } from "./check-events.ts";
import { checkCount, checkText, shown } from "./check-text.ts";
import type { Expect } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";
import { readTime } from "../file/read-time.ts";

/** Without expectations the action's own verdict must pass. */
export function judgeExpectations(
  run: Transcript,
  expect: Expect = { verdict: "pass" },
  why: WhyNotTagged = verdictsReason(run),
): Mismatch[] {
  const joined = (part: "stdout" | "stderr" | "payload"): string =>
    run.invocations.map((one) => one[part]).join("\n");
  const splunkd = run.invocations.flatMap((one) => one.splunkd).join("\n");
  const given = <K extends keyof Expect>(
    key: K,
    check: (wanted: NonNullable<Expect[K]>) => Mismatch[],
  ): Mismatch[] => {
    const wanted = expect[key];
    return wanted === undefined || wanted === null ? [] : check(wanted as NonNullable<Expect[K]>);
  };
  return [
    ...given("verdict", (wanted) => checkVerdict(run, wanted)),
    ...given("exit", (wanted) => checkExit(run, wanted)),
    ...given("timedOut", (wanted) => checkTimedOut(run, wanted)),
    ...given("duration", (wanted) => checkDuration(run, wanted)),
    ...given("runs", (wanted) =>
      checkCount(
        "the script was started another number of times",
        "runs",
        run.invocations.length,
        wanted,
      ),
    ),
    ...given("command", (wanted) => checkText("the command", "command", run.command, wanted)),
    ...given("payload", (wanted) => checkText("the payload", "payload", joined("payload"), wanted)),
    ...given("stdout", (wanted) => checkText("stdout", "stdout", joined("stdout"), wanted)),
    ...given("stderr", (wanted) => checkText("stderr", "stderr", joined("stderr"), wanted)),
    ...given("splunkd", (wanted) => checkText("splunkd.log", "splunkd", splunkd, wanted)),
    ...given("logs", (wanted) => checkLogs(run, wanted)),
    ...given("messages", (wanted) => checkMessages(run.messages, wanted)),
    ...given("events", (wanted) => checkEvents(run.events, wanted, why)),
    ...given("rest", (wanted) => checkCalls(run.rest, wanted)),
    ...given("problems", (wanted) => checkProblems(run, wanted)),
  ];
}

/** The chain that the action's own verdict tells for events which are no results. */
function verdictsReason(run: Transcript): WhyNotTagged {
  const reason = run.verdict.reasons.find((one) => one.id === "modaction-result");
  return (tag) => (tag === "modaction_result" ? (reason?.because ?? []) : []);
}

function checkVerdict(run: Transcript, wanted: NonNullable<Expect["verdict"]>): Mismatch[] {
  const check = typeof wanted === "string" ? { status: wanted } : wanted;
  const { status, reasons } = run.verdict;
  const found: Mismatch[] = [];
  if (check.status !== undefined && status !== check.status) {
    const failed = reasons.filter((one) => one.status === "fail");
    const told = failed.map((reason) => ({
      at: "verdict",
      message: reason.message,
      because: [...(reason.because ?? []), ...(reason.id === "exit" ? lastWords(run) : [])],
      ...(reason.hint === undefined ? {} : { hint: reason.hint }),
    }));
    found.push(
      ...(check.status === "pass" && told.length > 0
        ? told
        : [
            {
              at: "verdict",
              message: "the verdict is another",
              expected: check.status,
              actual: status,
            },
          ]),
    );
  }
  for (const [id, expected] of Object.entries(check.reasons ?? {})) {
    const reason = reasons.find((one) => one.id === id);
    if (reason?.status === expected) continue;
    found.push({
      at: `verdict.reasons.${id}`,
      message: reason === undefined ? `the verdict has no reason \`${id}\`` : reason.message,
      expected,
      actual: reason?.status ?? `only ${reasons.map((one) => one.id).join(", ")}`,
      ...(reason?.because === undefined ? {} : { because: reason.because }),
    });
  }
  return found;
}

function checkExit(run: Transcript, wanted: NonNullable<Expect["exit"]>): Mismatch[] {
  const codes = run.invocations.map((one) => one.exitCode);
  const expected = Array.isArray(wanted) ? (wanted as readonly number[]) : undefined;
  const isRight =
    expected === undefined
      ? codes.length > 0 && codes.every((code) => code === wanted)
      : expected.length === codes.length && expected.every((code, place) => code === codes[place]);
  if (isRight) return [];
  return [
    {
      at: "exit",
      message: "the exit code is another",
      expected: [wanted].flat().join(", "),
      actual: run.invocations
        .map(
          (one) =>
            one.exitCode ?? one.startError ?? (one.timedOut ? "killed at maxtime" : one.signal),
        )
        .join(", "),
      because: lastWords(run),
    },
  ];
}

/** What the script said before it failed. */
function lastWords(run: Transcript): string[] {
  const last = run.invocations.findLast((one) => one.exitCode !== 0)?.stderr ?? "";
  return last === "" ? [] : [`stderr: ${shown(last)}`];
}

function checkTimedOut(run: Transcript, wanted: boolean): Mismatch[] {
  const isTimedOut = run.invocations.some((one) => one.timedOut);
  if (isTimedOut === wanted) return [];
  const message = wanted ? "the script ended in time" : "the script was killed at its maxtime";
  return [{ at: "timedOut", message, expected: String(wanted), actual: String(isTimedOut) }];
}

function checkDuration(run: Transcript, wanted: NonNullable<Expect["duration"]>): Mismatch[] {
  const bounds = typeof wanted === "object" ? wanted : { max: wanted };
  const longest = Math.max(0, ...run.invocations.map((one) => one.durationMs));
  const isLong = bounds.max !== undefined && longest > readTime(bounds.max);
  const isShort = bounds.min !== undefined && longest < readTime(bounds.min);
  if (!isLong && !isShort) return [];
  return [
    {
      at: "duration",
      message: isLong ? "the script took too long" : "the script ended too soon",
      expected: isLong ? `at most ${bounds.max}` : `at least ${bounds.min}`,
      actual: `${longest} ms`,
    },
  ];
}

function checkLogs(run: Transcript, wanted: NonNullable<Expect["logs"]>): Mismatch[] {
  const all = run.logs.map((log) => log.text).join("\n");
  if (typeof wanted === "string") return checkText("the logs", "logs", all, wanted);
  return Object.entries(wanted).flatMap(([file, check]) => {
    const log = run.logs.find((one) => one.file === file);
    const at = `logs.${file}`;
    if (log !== undefined) return checkText(file, at, log.text, check);
    if (typeof check === "object" && check.empty === true) return [];
    return [
      {
        at,
        message: `there is no log ${file}`,
        actual:
          run.logs.length === 0 ? "no log at all" : run.logs.map((one) => one.file).join(", "),
      },
    ];
  });
}

function checkProblems(run: Transcript, wanted: readonly string[]): Mismatch[] {
  const codes: readonly string[] = run.problems.map((one) => one.code);
  return wanted
    .filter((code) => !codes.includes(code))
    .map((code) => ({
      at: "problems",
      message: `the run does not tell ${code}`,
      expected: code,
      actual: codes.length === 0 ? "nothing" : codes.join(", "),
    }));
}
