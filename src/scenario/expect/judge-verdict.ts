/** Expectations on the action's own verdict, and on how the script ended. Pure. */
import type { Reason, Transcript } from "../../transcript.ts";
import { differs, shown, valuesText } from "./differs.ts";
import type { Expect, VerdictCheck } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";

export function judgeVerdict(run: Transcript, wanted: VerdictCheck): Mismatch[] {
  const { status, reasons = {} } = typeof wanted === "string" ? { status: wanted } : wanted;
  return [
    ...(status === undefined || status === run.verdict.status ? [] : statusFaults(run, status)),
    ...Object.entries(reasons).flatMap(([id, expected]) => judgeReason(run, id, expected)),
  ];
}

/** A run that should pass tells why it does not. */
function statusFaults(run: Transcript, wanted: string): Mismatch[] {
  const { status, reasons } = run.verdict;
  const failed = reasons.filter((reason) => reason.status === "fail");
  if (wanted !== "pass" || failed.length === 0)
    return [{ at: "verdict", ...differs("verdict differs", wanted, status) }];
  return failed.map((reason) => ({
    at: "verdict",
    message: reason.message,
    because: reason.id === "exit" ? whyFailed(run) : reason.because,
    hint: reason.hint,
  }));
}

function judgeReason(run: Transcript, id: string, expected: Reason["status"]): Mismatch[] {
  const { reasons } = run.verdict;
  const at = `verdict.reasons.${id}`;
  const reason = reasons.find((candidate) => candidate.id === id);
  if (reason === undefined) {
    const actual = `only ${reasons.map((known) => known.id).join(", ")}`;
    return [{ at, message: `the verdict has no reason \`${id}\``, expected, actual }];
  }
  if (reason.status === expected) return [];
  const because = [reason.message, ...(reason.because ?? [])];
  return [{ at, ...differs(`reason \`${id}\` differs`, expected, reason.status), because }];
}

export function judgeExit(run: Transcript, wanted: NonNullable<Expect["exit"]>): Mismatch[] {
  const codes = run.invocations.map((invocation) => invocation.exitCode);
  const isRight =
    typeof wanted === "number"
      ? codes.length > 0 && codes.every((code) => code === wanted)
      : wanted.length === codes.length && wanted.every((code, place) => code === codes[place]);
  if (isRight) return [];
  const expected = valuesText([wanted].flat());
  const actual = valuesText(run.invocations.map(endOf));
  return [
    { at: "exit", ...differs("exit code differs", expected, actual), because: whyFailed(run) },
  ];
}

function endOf(invocation: Transcript["invocations"][number]): string {
  if (invocation.exitCode !== null) return String(invocation.exitCode);
  return (
    invocation.startError ?? (invocation.timedOut ? "killed at maxtime" : String(invocation.signal))
  );
}

/** The cause as far as it is known, and else the last that the script wrote. */
export function whyFailed(run: Transcript): string[] {
  const { cause } = run;
  if (cause === null || (cause.id === null && cause.where === null)) return lastWords(run);
  const { headline, where, source, because } = cause;
  const place = where === null ? undefined : `at ${where.file}:${where.line ?? 1}`;
  const line = source === null ? place : `${place}: ${source}`;
  return [
    headline,
    ...(line === undefined ? [] : [line]),
    ...(because === null ? lastWords(run) : [because]),
  ];
}

/**
 * The last that a script wrote before it failed: on stderr, or else on stdout, or else in its logs. Nothing where none
 * failed, or where it was not started.
 */
function lastWords({ invocations, logs }: Transcript): string[] {
  const failed = invocations.findLast(({ exitCode }) => exitCode !== 0);
  if (failed === undefined || failed.startError !== null) return [];
  const written = [
    { where: "stderr", text: failed.stderr },
    { where: "stdout", text: failed.stdout },
    ...logs.map(({ file, text }) => ({ where: file, text })),
  ].find(({ text }) => text.trim() !== "");
  return written === undefined
    ? ["the script wrote nothing to stderr, to stdout, or to a log"]
    : [`${written.where}: ${shown(written.text)}`];
}
