/**
 * The lines that splunkd would log of one run (component sendmodalert), in the words that people search for.
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
  /** `saved`; Guess: `adhoc` for a search from the search bar, of which no line was ever shown. */
  readonly type: string;
  /** Milliseconds since the epoch at which the script was started. */
  readonly startedMs: number;
  /** The code told of an action that was killed at maxtime; its signal's number when not given. */
  readonly killedCode?: number | undefined;
}

const LEVELS = /^(DEBUG|INFO|WARN|ERROR|FATAL)\b[ \t]*/;

export function splunkdLog(run: ScriptRun, context: LogContext): string[] {
  const ended = context.startedMs + run.durationMs;
  const action = `action=${context.action}`;
  const lines = [
    line(
      "INFO",
      context.startedMs,
      `Invoking modular alert ${action} for search="${context.searchName}" sid="${context.sid}" in app="${context.app}" owner="${context.owner}" type="${context.type}"`,
    ),
  ];
  if (run.startError !== undefined) {
    lines.push(line("ERROR", ended, `${action} - Execution of alert action script failed`));
    lines.push(
      line("ERROR", ended, "Error in 'sendalert' command: Alert script execution failed."),
    );
    return lines;
  }
  for (const text of run.stderr.text.split(/\r?\n/)) {
    if (text === "") continue;
    const level = LEVELS.exec(text)?.[1] ?? "ERROR";
    // The category's level is INFO as shipped, so DEBUG never gets into the file.
    if (level !== "DEBUG")
      lines.push(line(level, ended, `${action} STDERR - ${text.replace(LEVELS, "")}`));
  }
  const code = exitCodeTold(run, context.killedCode);
  lines.push(
    line(
      "INFO",
      ended,
      `${action} - Alert action script completed in duration=${run.durationMs} ms with exit code=${code}`,
    ),
  );
  if (code !== 0) {
    lines.push(line("WARN", ended, `${action} - Alert action script returned error code=${code}`));
    lines.push(
      line(
        "ERROR",
        ended,
        `Error in 'sendalert' command: Alert script returned error code ${code}.`,
      ),
    );
  }
  return lines;
}

/** Guess: a killed process is told by the number of its signal. */
function exitCodeTold(run: ScriptRun, killedCode: number | undefined): number {
  const SIGNALS: Readonly<Record<string, number>> = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGABRT: 6,
    SIGKILL: 9,
    SIGSEGV: 11,
    SIGTERM: 15,
  };
  if (run.timedOut && killedCode !== undefined) return killedCode;
  return run.exitCode ?? SIGNALS[run.signal ?? ""] ?? 9;
}

function line(level: string, atMs: number, text: string): string {
  return logLine(level, "sendmodalert", text, { atMs, thread: "1 AlertNotifierWorker-0" });
}
