/**
 * A process that runs the REST handlers of one script. It reads one request on each line, and answers with one line.
 * Ground: restmap.conf.spec, `scripttype = persist`: splunkd keeps such a process for further requests.
 */
import { createInterface } from "node:readline";
import { execa } from "execa";
import type { HandlerEnd } from "../../host/handler-end.ts";
import { capture } from "./capture.ts";
import type { CapturedText } from "./script-run.ts";
import { killGroup, OWN_GROUP, watchOver } from "./posix.ts";
import { standIns } from "../python-path.ts";

export interface HandlerStart {
  readonly kind: "persist" | "python" | "admin" | "input";
  /** `module.Class`, or for an admin handler or a modular input the path of its script. */
  readonly handler: string;
  /** The script, as restmap.conf names it. */
  readonly script?: string | undefined;
  /** Its working folder: bin/ of the app. */
  readonly bin: string;
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface HandlerProcess {
  /** False when it takes no more requests. */
  readonly isAlive: boolean;
  ask(request: string): Promise<HandlerEnd>;
  close(): Promise<void>;
}

const CAPTURE_BYTES = 256 * 1024;

/** How long it may take to end after its input has ended. */
const GRACE_MS = 200;

export function startHandlerProcess(start: HandlerStart): HandlerProcess {
  return new RunningHandler(start);
}

class RunningHandler implements HandlerProcess {
  readonly #start: HandlerStart;
  readonly #child: ReturnType<typeof spawnHandler>;
  readonly #stderr: () => CapturedText;
  readonly #ended: Promise<void>;
  /** Called with the answer to the current request. */
  #answer: ((end: HandlerEnd) => void) | undefined;
  #isAlive: boolean;

  constructor(start: HandlerStart) {
    this.#start = start;
    const child = spawnHandler(start);
    this.#child = child;
    this.#isAlive = child.pid !== undefined;
    this.#stderr = capture(child.stderr, CAPTURE_BYTES);
    child.stdin.on("error", () => undefined);
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", (line) => {
      this.#settle(parsed(line));
    });
    this.#ended = this.#watch();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  async ask(request: string): Promise<HandlerEnd> {
    if (!this.#isAlive) {
      await this.#ended;
      return this.#failure("has ended");
    }
    return await new Promise<HandlerEnd>((done) => {
      const timer = setTimeout(() => {
        this.#settle(this.#failure("ran out of time"));
        this.#kill();
      }, this.#start.timeoutMs);
      this.#answer = (end) => {
        clearTimeout(timer);
        done(end);
      };
      // JSON.stringify leaves no line ends in it.
      this.#child.stdin.write(`${request}\n`);
    });
  }

  async close(): Promise<void> {
    this.#isAlive = false;
    this.#child.stdin.end();
    const patience = setTimeout(() => this.#kill(), GRACE_MS);
    await this.#ended;
    clearTimeout(patience);
    // Ends what it left behind in its process group.
    this.#kill();
  }

  /** Waits for the end of the process. */
  async #watch(): Promise<void> {
    const { pid } = this.#child;
    using _watch = pid === undefined ? undefined : watchOver(pid);
    const { exitCode, signal } = await this.#child;
    this.#isAlive = false;
    const how = pid === undefined ? "could not be started" : `ended with ${exitCode ?? signal}`;
    this.#settle(this.#failure(how));
  }

  #settle(end: HandlerEnd): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(end);
  }

  #failure(how: string): HandlerEnd {
    return { error: `${this.#start.handler} ${how}\n${this.#stderr().text}` };
  }

  #kill(): void {
    this.#isAlive = false;
    const { pid, stdout, stderr } = this.#child;
    if (pid !== undefined) killGroup(pid);
    // A process that left the group may still hold the other ends of these.
    stdout.destroy();
    stderr.destroy();
  }
}

function spawnHandler({ python, kind, handler, script = "", bin, env }: HandlerStart) {
  return execa(python, ["-u", standIns.restHandler, kind, handler, script], {
    cwd: bin,
    env,
    extendEnv: false,
    stdin: "pipe",
    encoding: "buffer",
    buffer: false,
    reject: false,
    detached: OWN_GROUP,
    cleanup: false,
    windowsHide: true,
  });
}

function parsed(line: string): HandlerEnd {
  try {
    const end: unknown = JSON.parse(line);
    if (isHandlerEnd(end)) return end;
  } catch {
    // Something else than rest_handler.py wrote this line.
  }
  return { error: `no answer that can be read: ${line.slice(0, 200)}` };
}

function isHandlerEnd(value: unknown): value is HandlerEnd {
  if (typeof value !== "object" || value === null) return false;
  return "returned" in value || "failed" in value || "error" in value;
}
