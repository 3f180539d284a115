/**
 * Starts the program as sendalert does: payload on stdin, in its own process group, all of which is killed at maxtime.
 * Nothing that the script does makes this throw.
 */
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { capture } from "./capture.ts";
import { killGroup, OWN_GROUP, watchOver } from "./posix.ts";
import type { ScriptRun } from "./script-run.ts";

/** How long background processes may still write after the script has ended. */
const LAST_WORDS_MS = 250;

/** How long a script may take to end after a SIGTERM. */
const GRACE_MS = 2000;

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface ScriptStart {
  /** Executable and arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly maxtimeMs: number;
  /** Bytes kept of stdout and of stderr each. */
  readonly captureBytes: number;
  /** What ends the script at maxtime. After a SIGTERM, SIGKILL follows if it does not end. */
  readonly killSignal?: "SIGKILL" | "SIGTERM" | undefined;
  readonly signal?: AbortSignal | undefined;
}

export async function runScript(start: ScriptStart): Promise<ScriptRun> {
  const begun = performance.now();
  const child = spawnScript(start);
  const stdout = capture(child.stdout, start.captureBytes);
  const stderr = capture(child.stderr, start.captureBytes);
  const { pid } = child;
  using _watch = pid === undefined ? undefined : watchOver(pid);
  using deadline = new Deadline(pid, start);

  const [exitCode, signal] = pid === undefined ? [null, null] : await exitOf(child);
  const durationMs = Math.round(performance.now() - begun);
  deadline.stop();
  const result = await lastWords(child, () => deadline.kill());
  return {
    argv: start.argv,
    cwd: start.cwd,
    exitCode,
    signal,
    timedOut: deadline.hasPassed,
    startError: pid === undefined ? startErrorOf(result) : undefined,
    durationMs,
    stdout: stdout(),
    stderr: stderr(),
  };
}

function spawnScript({ argv: [file, ...args], cwd, env, payload }: ScriptStart) {
  return execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    input: payload,
    encoding: "buffer",
    buffer: false,
    reject: false,
    detached: OWN_GROUP,
    cleanup: false,
    windowsHide: true,
  });
}

/** Ends the script and all that it started at maxtime, or when the run is aborted. */
class Deadline implements Disposable {
  readonly #pid: number | undefined;
  readonly #start: ScriptStart;
  readonly #timer: NodeJS.Timeout;
  #grace: NodeJS.Timeout | undefined;
  #hasPassed = false;

  constructor(pid: number | undefined, start: ScriptStart) {
    this.#pid = pid;
    this.#start = start;
    const { maxtimeMs, signal } = start;
    this.#timer = setTimeout(() => this.#pass(), Math.min(maxtimeMs, LONGEST_TIMER_MS));
    signal?.addEventListener("abort", this.kill, { once: true });
    if (signal?.aborted === true) this.kill();
  }

  get hasPassed(): boolean {
    return this.#hasPassed;
  }

  readonly kill = (): void => {
    if (this.#pid !== undefined) killGroup(this.#pid);
  };

  #pass(): void {
    this.#hasPassed = true;
    if (this.#pid === undefined || this.#start.killSignal !== "SIGTERM") return this.kill();
    killGroup(this.#pid, "SIGTERM");
    this.#grace = setTimeout(this.kill, GRACE_MS);
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#grace);
    this.#start.signal?.removeEventListener("abort", this.kill);
  }
}

/** Waits for the script, but not for what it started. */
function exitOf(child: ChildProcess): Promise<[number | null, string | null]> {
  return new Promise((done, fail) => {
    child.once("exit", (code, signal) => done([code, signal]));
    child.once("error", fail);
  });
}

/** Does not wait for background processes that hold the pipes. What is left of the group is killed. */
async function lastWords<Result>(child: Running<Result>, kill: () => void): Promise<Result> {
  const patience = setTimeout(() => {
    kill();
    child.stdout.destroy();
    child.stderr.destroy();
  }, LAST_WORDS_MS);
  try {
    return await child;
  } finally {
    clearTimeout(patience);
    kill();
  }
}

interface Running<Result> extends PromiseLike<Result> {
  readonly stdout: Readable;
  readonly stderr: Readable;
}

interface FailedStart {
  readonly originalMessage?: string | undefined;
  readonly shortMessage?: string | undefined;
}

/** As the system says it. */
function startErrorOf({ originalMessage, shortMessage }: FailedStart): string {
  return originalMessage ?? shortMessage ?? "it could not be started";
}
