/** What came of one start of the script. A failing script is a value, never an exception. */

export interface ScriptRun {
  /** Program and arguments as started, absolute paths in the sandbox. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** null when killed by a signal or never started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** Set when the program could not be started at all: the system's own words. */
  readonly startError: string | undefined;
  readonly durationMs: number;
  readonly stdout: CapturedText;
  readonly stderr: CapturedText;
}

export interface CapturedText {
  /** UTF-8, invalid bytes replaced. */
  readonly text: string;
  /** Bytes beyond the cap, counted and dropped. */
  readonly omittedBytes: number;
}

/** A Python to start scripts with. */
export interface Interpreter {
  /** Absolute path of the real executable, never a shim. */
  readonly path: string;
  /** `3.9.18`. */
  readonly version: string;
  /** `--python`, `python.required`, `python.version`, `3.9 by default` … */
  readonly chosenBy: string;
  /** site-packages of `ar-sim python setup` for this version, when there is one. */
  readonly venv: string | undefined;
}
