/**
 * The lines that splunkd logs of a run (component sendmodalert), in its own words, which people search for.
 * Ground: lines quoted in public issue trackers and SDKs, messages.conf, and log.cfg for the layout.
 */
import { logLine } from "./log-line.ts";
import type { ScriptRun } from "./script-run.ts";

export interface LogContext {
  readonly action: string;
  readonly searchName: string;
  readonly sid: string;
  readonly app: string;
  readonly owner: string;
  /** `saved`. Guess: `adhoc` for the search bar, of which there is no public line. */
  readonly type: string;
  /** When the script was started, in milliseconds since 1970. */
  readonly startedMs: number;
  /** The exit code that is logged of an action that was killed at maxtime. Default: the number of the signal. */
  readonly killedCode?: number | undefined;
}

const LEVELS = /^(DEBUG|INFO|WARN|ERROR|FATAL)\b[ \t]*/;

/** Splunk logs this component from INFO on, so DEBUG never gets into the file. */
const SUPPRESSED = "DEBUG";

export function splunkdLog(run: ScriptRun, context: LogContext): string[] {
  const { action, searchName, sid, app, owner, type, startedMs } = context;
  const endedMs = startedMs + run.durationMs;
  const invoking = line(
    "INFO",
    startedMs,
    `Invoking modular alert action=${action} for search="${searchName}" sid="${sid}" in app="${app}" owner="${owner}" type="${type}"`,
  );
  return [
    invoking,
    ...stderrLines(run.stderr.text, action, endedMs),
    ...endLines(run, context).map(([level, text]) => line(level, endedMs, text)),
  ];
}

/** One line for each line on stderr. */
function stderrLines(stderr: string, action: string, atMs: number): string[] {
  return stderr
    .split(/\r?\n/)
    .filter((text) => text !== "")
    .map((text) => ({ text, level: LEVELS.exec(text)?.[1] ?? "ERROR" }))
    .filter(({ level }) => level !== SUPPRESSED)
    .map(({ text, level }) =>
      line(level, atMs, `action=${action} STDERR - ${text.replace(LEVELS, "")}`),
    );
}

function endLines(run: ScriptRun, context: LogContext): (readonly [level: string, text: string])[] {
  const { action, killedCode } = context;
  const error = sendalertError(run, killedCode);
  const errors = error === undefined ? [] : [["ERROR", error] as const];
  if (!wasStarted(run))
    return [["ERROR", `action=${action} - Execution of alert action script failed`], ...errors];
  const code = loggedExitCode(run, killedCode);
  const completed = `action=${action} - Alert action script completed in duration=${run.durationMs} ms with exit code=${code}`;
  const returned = `action=${action} - Alert action script returned error code=${code}`;
  return [["INFO", completed], ...(code === 0 ? [] : [["WARN", returned] as const]), ...errors];
}

/** Ground: messages.conf. */
export function errorInSendalert(text: string): string {
  return `Error in 'sendalert' command: ${text}`;
}

export const EXECUTION_FAILED: string = errorInSendalert("Alert script execution failed.");

/** What splunkd logs of the end of a script. */
export interface ScriptEnd extends Pick<ScriptRun, "exitCode" | "signal" | "timedOut"> {
  readonly startError: string | null | undefined;
}

/** The error of the `sendalert` command, or undefined if the script ended well. */
export function sendalertError(end: ScriptEnd, killedCode: number | undefined): string | undefined {
  if (!wasStarted(end)) return EXECUTION_FAILED;
  const code = loggedExitCode(end, killedCode);
  if (code === 0) return undefined;
  return errorInSendalert(`Alert script returned error code ${code}.`);
}

function wasStarted({ startError }: ScriptEnd): boolean {
  return startError === undefined || startError === null;
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** Guess: the exit code of a killed process is the number of its signal. */
function loggedExitCode(end: ScriptEnd, killedCode: number | undefined): number {
  if (end.timedOut && killedCode !== undefined) return killedCode;
  return end.exitCode ?? SIGNALS[end.signal ?? ""] ?? 9;
}

function line(level: string, atMs: number, text: string): string {
  return logLine(level, "sendmodalert", text, { atMs, thread: "1 AlertNotifierWorker-0" });
}
