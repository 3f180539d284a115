import { expect, it } from "vitest";
import type { ScriptRun } from "../../../../src/sandbox/process/script-run.ts";
import { type LogContext, splunkdLog } from "../../../../src/sandbox/process/splunkd-log.ts";

const context: LogContext = {
  action: "act",
  searchName: "My alert",
  sid: "s1",
  app: "search",
  owner: "admin",
  type: "saved",
  startedMs: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
};

function log(run: Partial<ScriptRun>, stderr = "", more: Partial<LogContext> = {}): string[] {
  const whole: ScriptRun = {
    argv: [],
    cwd: "/",
    exitCode: 0,
    signal: null,
    timedOut: false,
    startError: undefined,
    durationMs: 2902,
    stdout: { text: "", omittedBytes: 0 },
    stderr: { text: stderr, omittedBytes: 0 },
    left: [],
    ...run,
  };
  return splunkdLog(whole, { ...context, ...more });
}

/** Level and text, without time, component and thread. */
const told = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/^\S+ \S+ \S+ (\w+) +sendmodalert \[.*?\] - /, "$1 "));

it("writes a line as splunkd does", () => {
  expect(log({})[0]).toBe(
    '01-02-2026 03:04:05.006 +0000 INFO  sendmodalert [1 AlertNotifierWorker-0] - Invoking modular alert action=act for search="My alert" sid="s1" in app="search" owner="admin" type="saved"',
  );
});

it("tells duration and exit code at the end", () => {
  expect(told(log({}))[1]).toBe(
    "INFO action=act - Alert action script completed in duration=2902 ms with exit code=0",
  );
  expect(log({})).toHaveLength(2);
});

it("warns of a code that is not 0, and says what the user sees", () => {
  expect(told(log({ exitCode: 3 })).slice(1)).toEqual([
    "INFO action=act - Alert action script completed in duration=2902 ms with exit code=3",
    "WARN action=act - Alert action script returned error code=3",
    "ERROR Error in 'sendalert' command: Alert script returned error code 3.",
  ]);
});

it("takes the level of a line of stderr from its first word, and drops DEBUG", () => {
  const stderr = "INFO fine\nWARN hm\nFATAL bad\nDEBUG deep\nplain\nINFORMATION\r\n\n";
  expect(told(log({}, stderr)).slice(1, -1)).toEqual([
    "INFO action=act STDERR - fine",
    "WARN action=act STDERR - hm",
    "FATAL action=act STDERR - bad",
    "ERROR action=act STDERR - plain",
    "ERROR action=act STDERR - INFORMATION",
  ]);
});

it("tells a kill by the signal's number, or by the code that is assumed", () => {
  const killed = { exitCode: null, signal: "SIGKILL", timedOut: true };
  expect(told(log(killed)).at(-1)).toContain("error code 9.");
  expect(told(log(killed, "", { killedCode: 143 })).at(-1)).toContain("error code 143.");
  expect(told(log({ exitCode: null, signal: "SIGSEGV" })).at(-1)).toContain("error code 11.");
});

it("says nothing but that it failed of a program that did not start", () => {
  expect(told(log({ exitCode: null, startError: "EACCES" })).slice(1)).toEqual([
    "ERROR action=act - Execution of alert action script failed",
    "ERROR Error in 'sendalert' command: Alert script execution failed.",
  ]);
});
