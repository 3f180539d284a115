/** What a script must not do while its vendor fails: say that all went well, hang, or tell a secret. Pure. */
import type { Mask } from "../../text/masking/mask.ts";
import type { Transcript } from "../../transcript.ts";
import type { Fault } from "../../vendor/faults/fault.ts";
import { judgeExpectations } from "../expect/judge-expectations.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import type { Expect } from "../expect/expect.ts";

/** Names of what is wrong, in `failures[].expectation`. */
export const FAULT_OUTCOMES = {
  "fault.success": "success",
  "fault.hang": "hangs",
  "fault.leak": "leaks",
} as const;

export interface FaultRun {
  readonly fault: Fault;
  /** What the scenario expects under this fault. */
  readonly expect: Expect | undefined;
  readonly mask: Mask;
  /** Whether it was stopped at the time limit of the case. */
  readonly isLate: boolean;
}

/** `run` is as it truly was. What a scenario expects takes the place of the rules but for that of secrets. */
export function judgeFault(run: Transcript, { fault, expect, mask, isLate }: FaultRun): Mismatch[] {
  const leaked = leaks(run, mask);
  const isHanging = isLate || run.invocations.some(({ timedOut }) => timedOut);
  if (isHanging && expect?.timedOut !== true) return [hang(fault), ...leaked];
  if (expect !== undefined) return [...judgeExpectations(run, expect), ...leaked];
  return [...(isSuccess(run, fault) ? [success(run, fault)] : []), ...leaked];
}

/** Splunk shows the exit code, and Enterprise Security the last status. */
function isSuccess({ invocations, messages }: Transcript, fault: Fault): boolean {
  // The answer comes, only late.
  if (fault === "slow") return false;
  const statuses = messages.map(({ status }) => status).filter((status) => status !== "");
  return (
    invocations.length > 0 &&
    invocations.every(({ exitCode }) => exitCode === 0) &&
    (statuses.length === 0 || statuses.at(-1) === "success")
  );
}

function success({ messages }: Transcript, fault: Fault): Mismatch {
  const hasStatus = messages.some(({ status }) => status === "success");
  return {
    at: "fault.success",
    message: `the script ended with 0${hasStatus ? ' and status="success"' : ""}, although its calls had the fault \`${fault}\``,
    hint:
      fault === "wrong-host"
        ? "Verify the certificate: give the client a TLS context of `ssl.create_default_context()`."
        : `End with another code than 0, or name in \`faults: { ${fault}: … }\` what you expect.`,
  };
}

function hang(fault: Fault): Mismatch {
  return {
    at: "fault.hang",
    message: `the script hung under the fault \`${fault}\`, and was stopped`,
    hint: "Give the call a timeout that is shorter than `maxtime` of the action.",
  };
}

/** Only the places are named, never the text. */
function leaks({ invocations, logs, events }: Transcript, mask: Mask): Mismatch[] {
  const places = [
    ...invocations.flatMap(({ stdout, stderr }) => [
      ["stdout", stdout] as const,
      ["stderr", stderr] as const,
    ]),
    ...logs.map(({ file, text }) => [file, text] as const),
    ...events.map(({ raw }) => ["an event", raw] as const),
  ];
  const leaky = new Set(places.filter(([, text]) => mask.text(text) !== text).map(([at]) => at));
  return [...leaky].map((at) => ({
    at: "fault.leak",
    message: `a secret is in ${at}`,
    hint: "Leave requests, headers, and URLs with a key out of what you log.",
  }));
}
