/**
 * Starts the program once, as sendalert does: payload on stdin, its own process group, killed as a whole at maxtime.
 * Whatever the script does is a value; nothing here throws because of it.
 */
import { once } from "node:events";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { capture } from "./capture.ts";
import { killGroup, OWN_GROUP, watchOver } from "./posix.ts";
import type { ScriptRun } from "./script-run.ts";

/** How long to wait for what a background process may still print once the script itself is gone. */
const LAST_WORDS_MS = 250;

/** How long a script may take to obey a SIGTERM. */
const GRACE_MS = 2000;

/** A longer one would go off at once. */
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
  /** What ends the script at maxtime; SIGKILL follows a SIGTERM that is not obeyed. */
  readonly killSignal?: "SIGKILL" | "SIGTERM" | undefined;
  readonly signal?: AbortSignal | undefined;
}

export async function runScript(start: ScriptStart): Promise<ScriptRun> {
  const [file, ...args] = start.argv;
  const begun = performance.now();
  const child = execa(file, args, {
    cwd: start.cwd,
    env: start.env,
    extendEnv: false,
    input: start.payload,
    encoding: "buffer",
    buffer: false,
    reject: false,
    detached: OWN_GROUP,
    cleanup: false,
    windowsHide: true,
  });
  const stdout = capture(child.stdout, start.captureBytes);
  const stderr = capture(child.stderr, start.captureBytes);
  const pid = child.pid;
  using _watch = pid === undefined ? undefined : watchOver(pid);
  let timedOut = false;
  const kill = (): void => {
    if (pid !== undefined) killGroup(pid);
  };
  let grace: NodeJS.Timeout | undefined;
  const timer = setTimeout(
    () => {
      timedOut = true;
      if (pid !== undefined && start.killSignal === "SIGTERM") {
        killGroup(pid, "SIGTERM");
        grace = setTimeout(kill, GRACE_MS);
      } else kill();
    },
    Math.min(start.maxtimeMs, LONGEST_TIMER_MS),
  );
  start.signal?.addEventListener("abort", kill, { once: true });
  if (start.signal?.aborted === true) kill();

  const ended =
    pid === undefined ? undefined : ((await once(child, "exit")) as [number | null, string | null]);
  const durationMs = Math.round(performance.now() - begun);
  clearTimeout(timer);
  clearTimeout(grace);
  start.signal?.removeEventListener("abort", kill);
  const result = await lastWords(child, kill);
  return {
    argv: start.argv,
    cwd: start.cwd,
    exitCode: ended?.[0] ?? null,
    signal: ended?.[1] ?? null,
    timedOut,
    startError: pid === undefined ? startErrorOf(result) : undefined,
    durationMs,
    stdout: stdout(),
    stderr: stderr(),
  };
}

/** A background process that inherited the pipes must not hold us; what is left of the group ends with the script. */
async function lastWords(child: Running, kill: () => void): Promise<unknown> {
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

interface Running extends PromiseLike<unknown> {
  readonly stdout: Readable;
  readonly stderr: Readable;
}

function startErrorOf(result: unknown): string {
  const { originalMessage, shortMessage, message } = result as Record<string, unknown>;
  const text = originalMessage ?? shortMessage ?? message;
  return typeof text === "string" ? text : "it could not be started";
}
