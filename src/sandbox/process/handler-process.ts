/**
 * One process that runs the REST handlers of one script of an app: a request a line, an answer a line, one at a time.
 * Ground: restmap.conf.spec, `scripttype = persist`: splunkd keeps such a process and asks it again and again.
 */
import { createInterface } from "node:readline";
import { execa } from "execa";
import type { HandlerEnd } from "../../host/handler-end.ts";
import { capture } from "./capture.ts";
import { killGroup, OWN_GROUP, watchOver } from "./posix.ts";
import { standIns } from "../python-path.ts";

export interface HandlerStart {
  readonly kind: "persist" | "python" | "admin" | "input";
  /** `module.Class`; of an admin handler or a modular input the path of its script. */
  readonly handler: string;
  /** What restmap.conf calls its script. */
  readonly script?: string | undefined;
  /** Where it starts: the app's bin/. */
  readonly bin: string;
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface HandlerProcess {
  /** False once it cannot be asked any more. */
  readonly isAlive: boolean;
  ask(request: string): Promise<HandlerEnd>;
  close(): Promise<void>;
}

const CAPTURE_BYTES = 256 * 1024;

/** How long it may take to end by itself once its input has ended. */
const GRACE_MS = 200;

export function startHandlerProcess(start: HandlerStart): HandlerProcess {
  const child = execa(
    start.python,
    ["-u", standIns.restHandler, start.kind, start.handler, start.script ?? ""],
    {
      cwd: start.bin,
      env: start.env,
      extendEnv: false,
      stdin: "pipe",
      encoding: "buffer",
      buffer: false,
      reject: false,
      detached: OWN_GROUP,
      cleanup: false,
      windowsHide: true,
    },
  );
  const { pid } = child;
  const watch = pid === undefined ? undefined : watchOver(pid);
  const stderr = capture(child.stderr, CAPTURE_BYTES);
  let waiting: ((end: HandlerEnd) => void) | undefined;
  let isAlive = pid !== undefined;
  const settle = (end: HandlerEnd): void => {
    const waited = waiting;
    waiting = undefined;
    waited?.(end);
  };
  const kill = (): void => {
    isAlive = false;
    if (pid !== undefined) killGroup(pid);
    // What left the group may hold the other ends of these for as long as it likes.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", (line) => {
    settle(parsed(line));
  });
  const ended = child.then(({ exitCode, signal }) => {
    isAlive = false;
    watch?.[Symbol.dispose]();
    const how = pid === undefined ? "could not be started" : `ended with ${exitCode ?? signal}`;
    settle({ error: `${start.handler} ${how}\n${stderr().text}` });
  });
  return {
    get isAlive() {
      return isAlive;
    },
    async ask(request) {
      if (!isAlive) await ended;
      if (!isAlive) return { error: `${start.handler} has ended\n${stderr().text}` };
      return await new Promise<HandlerEnd>((done) => {
        const timer = setTimeout(() => {
          settle({ error: `${start.handler} ran out of time\n${stderr().text}` });
          kill();
        }, start.timeoutMs);
        waiting = (end) => {
          clearTimeout(timer);
          done(end);
        };
        // JSON.stringify leaves no line end in it.
        child.stdin.write(`${request}\n`);
      });
    },
    async close() {
      isAlive = false;
      child.stdin.end();
      const patience = setTimeout(kill, GRACE_MS);
      await ended;
      clearTimeout(patience);
      // What it left behind in its group goes too.
      kill();
    },
  };
}

function parsed(line: string): HandlerEnd {
  try {
    return JSON.parse(line) as HandlerEnd;
  } catch {
    return { error: `no answer that can be read: ${line.slice(0, 200)}` };
  }
}
