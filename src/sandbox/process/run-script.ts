/**
 * Starts the program as sendalert does: payload on stdin, in its own process group, all of which is killed at maxtime.
 * Nothing that the script does makes this throw.
 */
import { finished } from "node:stream/promises";
import type { Keeper } from "../fence/keeper.ts";
import { capture } from "./capture.ts";
import type { ForkPlace } from "../fork/fork-place.ts";
import { launch } from "./launch.ts";
import type { Ending, Launch, Launched, LeftProcess, ProgramStart } from "./launched.ts";
import type { ScriptRun } from "./script-run.ts";

/** How long background processes may still write after the script has ended. */
const LAST_WORDS_MS = 250;

/** How long a script may take to end after a SIGTERM. */
const GRACE_MS = 2000;

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface ScriptStart extends ProgramStart {
  readonly payload: string;
  readonly maxtimeMs: number;
  /** Asked at maxtime: false where it does not hold. */
  readonly isTimed?: (() => boolean) | undefined;
  /** Bytes kept of stdout and of stderr each. */
  readonly captureBytes: number;
  /** What ends the script at maxtime. After a SIGTERM, SIGKILL follows if it does not end. */
  readonly killSignal?: "SIGKILL" | "SIGTERM" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Kept of a script that was interrupted: nobody waits until 8 MB are searched for results and secrets. */
const INTERRUPTED_BYTES = 256 * 1024;

/** What stands above a script, and what may start it. */
export interface Starting {
  readonly keeper?: Keeper | undefined;
  /** Forks it, where that is wished and possible. */
  readonly place?: ForkPlace | undefined;
  /** Told whether it was forked, and why not. */
  readonly onStart?: ((how: StartedHow) => void) | undefined;
}

export interface StartedHow {
  readonly isForked: boolean;
  readonly why: string | null;
}

export async function runScript(start: ScriptStart, starting: Starting = {}): Promise<ScriptRun> {
  const { argv, cwd } = start;
  const begun = performance.now();
  const program = await begin(start, starting);
  if ("startError" in program) return notStarted(start, program.startError);
  const stdout = capture(program.stdout, start.captureBytes);
  const stderr = capture(program.stderr, start.captureBytes);
  using deadline = new Deadline(program, start);
  program.stdin.on("error", () => undefined);
  program.stdin.end(start.payload);

  const { exitCode, signal }: Ending = await program.ended;
  const durationMs = Math.round(performance.now() - begun);
  deadline.stop();
  const left = await lastWords(program);
  const most = start.signal?.aborted === true ? INTERRUPTED_BYTES : undefined;
  return {
    argv,
    cwd,
    exitCode,
    signal,
    timedOut: deadline.hasPassed,
    startError: undefined,
    durationMs,
    stdout: stdout(most),
    stderr: stderr(most),
    left,
  };
}

async function begin(start: ScriptStart, { keeper, place, onStart }: Starting): Promise<Launch> {
  const forked = await place?.start(start);
  if (forked === undefined) return launch(start, keeper);
  if (!("refused" in forked)) {
    onStart?.({ isForked: true, why: null });
    return forked;
  }
  onStart?.({ isForked: false, why: forked.refused });
  return launch(start, keeper);
}

function notStarted({ argv, cwd }: ScriptStart, startError: string): ScriptRun {
  const nothing = { text: "", omittedBytes: 0 };
  return {
    argv,
    cwd,
    exitCode: null,
    signal: null,
    timedOut: false,
    startError,
    durationMs: 0,
    stdout: nothing,
    stderr: nothing,
    left: [],
  };
}

/** Ends the script and all that it started at maxtime, or when the run is aborted. */
class Deadline implements Disposable {
  readonly #program: Launched;
  readonly #start: ScriptStart;
  readonly #timer: NodeJS.Timeout;
  #grace: NodeJS.Timeout | undefined;
  #hasPassed = false;

  constructor(program: Launched, start: ScriptStart) {
    this.#program = program;
    this.#start = start;
    const { maxtimeMs, signal } = start;
    this.#timer = setTimeout(() => this.#pass(), Math.min(maxtimeMs, LONGEST_TIMER_MS));
    signal?.addEventListener("abort", this.#kill, { once: true });
    if (signal?.aborted === true) this.#kill();
  }

  get hasPassed(): boolean {
    return this.#hasPassed;
  }

  readonly #kill = (): void => this.#program.kill("SIGKILL");

  #pass(): void {
    if (this.#start.isTimed?.() === false) return;
    this.#hasPassed = true;
    if (this.#start.killSignal !== "SIGTERM") return this.#kill();
    this.#program.kill("SIGTERM");
    this.#grace = setTimeout(this.#kill, GRACE_MS);
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#grace);
    this.#start.signal?.removeEventListener("abort", this.#kill);
  }
}

/** Does not wait for background processes that hold the pipes. What is left is ended. */
async function lastWords(program: Launched): Promise<readonly LeftProcess[]> {
  const { stdin, stdout, stderr } = program;
  const patience = new Promise<void>((done) => {
    setTimeout(done, LAST_WORDS_MS).unref();
  });
  const silence = Promise.allSettled([
    finished(stdout, { writable: false }),
    finished(stderr, { writable: false }),
  ]);
  await Promise.race([silence, patience]);
  const left = await program.close();
  stdin.destroy();
  stdout.destroy();
  stderr.destroy();
  return left;
}
