/** How a start of the script ended. A script that fails is a value, and never an exception. */
import type { LeftProcess } from "./launched.ts";

export interface ScriptRun {
  /** Program and arguments, with absolute paths in the sandbox. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** null if a signal killed it, or if it was not started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** The message of the system, if the program could not be started. */
  readonly startError: string | undefined;
  readonly durationMs: number;
  readonly stdout: CapturedText;
  readonly stderr: CapturedText;
  /** Processes that were still running when the script had ended, and were ended. */
  readonly left: readonly LeftProcess[];
}

export interface CapturedText {
  /** UTF-8, with invalid bytes replaced. */
  readonly text: string;
  /** The number of bytes that were not kept. */
  readonly omittedBytes: number;
  /** When the bytes from a place on came, in milliseconds since 1970. */
  readonly marks?: readonly { readonly from: number; readonly at: number }[] | undefined;
}

/** A Python interpreter. */
export interface Interpreter {
  /** Absolute path of the real executable. Never a shim. */
  readonly path: string;
  /** `3.9.18`. */
  readonly version: string;
  /** `--python`, `python.required = 3.9, 3.13`, `force_python3 of Splunk 10.0` … */
  readonly chosenBy: string;
  /** The minor version that Splunk would use, where it is not on this machine. */
  readonly insteadOf?: string | undefined;
  /** The site-packages that `ar-sim python setup` made for this version, if there are any. */
  readonly venv: string | undefined;
}
