/**
 * A process that runs the REST handlers of one script. It reads one request on each line, and answers with one line.
 * Ground: restmap.conf.spec, `scripttype = persist`: splunkd keeps such a process for further requests.
 */
import { createInterface } from "node:readline";
import type { HandlerEnd } from "../../host/handler-end.ts";
import type { Keeper } from "../fence/keeper.ts";
import { capture } from "./capture.ts";
import type { CapturedText } from "./script-run.ts";
import { launch } from "./launch.ts";
import type { FencedRoom, Launch } from "./launched.ts";
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
  /** How long it may take to end after its input has ended. */
  readonly graceMs: number;
  /** Stands above the process, where there is one. */
  readonly keeper?: Keeper | undefined;
  readonly room?: FencedRoom | undefined;
}

export interface HandlerProcess {
  /** False when it takes no more requests. */
  readonly isAlive: boolean;
  ask(request: string): Promise<HandlerEnd>;
  close(): Promise<void>;
}

const CAPTURE_BYTES = 256 * 1024;

export async function startHandlerProcess(start: HandlerStart): Promise<HandlerProcess> {
  const { python, kind, handler, script = "", bin, env, keeper, room } = start;
  const argv = [python, "-u", standIns.restHandler, kind, handler, script] as const;
  return new RunningHandler(
    start,
    await launch({ argv: [...argv], cwd: bin, env, ...room }, keeper),
  );
}

class RunningHandler implements HandlerProcess {
  readonly #start: HandlerStart;
  readonly #program: Launch;
  readonly #stderr: () => CapturedText;
  readonly #ended: Promise<void>;
  /** Called with the answer to the current request. */
  #answer: ((end: HandlerEnd) => void) | undefined;
  #isAlive: boolean;

  constructor(start: HandlerStart, program: Launch) {
    this.#start = start;
    this.#program = program;
    this.#isAlive = !("startError" in program);
    this.#ended = this.#watch();
    if ("startError" in program) {
      this.#stderr = () => ({ text: program.startError, omittedBytes: 0 });
      return;
    }
    this.#stderr = capture(program.stderr, CAPTURE_BYTES);
    program.stdin.on("error", () => undefined);
    createInterface({ input: program.stdout, crlfDelay: Infinity }).on("line", (line) => {
      this.#settle(parsed(line));
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  async ask(request: string): Promise<HandlerEnd> {
    if (!this.#isAlive) {
      await this.#ended;
      const hasStarted = !("startError" in this.#program);
      return this.#failure(hasStarted ? "has ended" : "could not be started");
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
      if ("stdin" in this.#program) this.#program.stdin.write(`${request}\n`);
    });
  }

  async close(): Promise<void> {
    this.#isAlive = false;
    const program = this.#program;
    if ("startError" in program) return;
    program.stdin.end();
    const patience = setTimeout(() => this.#kill(), this.#start.graceMs);
    await this.#ended;
    clearTimeout(patience);
    // Ends what it left behind.
    await program.close();
    this.#hangUp();
  }

  /** Waits for the end of the process. */
  async #watch(): Promise<void> {
    const program = this.#program;
    if ("startError" in program) return;
    const { exitCode, signal } = await program.ended;
    this.#isAlive = false;
    this.#settle(this.#failure(`ended with ${exitCode ?? signal}`));
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
    if ("kill" in this.#program) this.#program.kill("SIGKILL");
    this.#hangUp();
  }

  /** A process that got away may still hold the other ends of these. */
  #hangUp(): void {
    if (!("stdout" in this.#program)) return;
    this.#program.stdout.destroy();
    this.#program.stderr.destroy();
  }
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
