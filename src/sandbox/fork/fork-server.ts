/**
 * A Python that waits inside `site`, and forks the process of each case from there. See src/sandbox/python/forks.py for
 * what it does and speaks. To the runner of scripts, such a case looks like any program that was started.
 */
import { constants } from "node:os";
import { Readable, Writable } from "node:stream";
import { later } from "../../host/later.ts";
import type { Keeper } from "../fence/keeper.ts";
import type {
  Ending,
  EndSignal,
  Launch,
  Launched,
  LeftProcess,
  ProgramStart,
} from "../process/launched.ts";
import { frame, FrameReader } from "./frames.ts";

/** A server that does not do what it is told, since its script stopped it, is ended from outside. */
const PATIENCE_MS = 3000;

const KILLED: Ending = { exitCode: null, signal: "SIGKILL" };
const SIGNALS = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** A case on its way. */
interface Tended {
  readonly start: ProgramStart;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly begin: (launch: Launch | undefined) => void;
  readonly ended: Promise<Ending>;
  readonly end: (ending: Ending) => void;
  readonly left: LeftProcess[];
  readonly closed: Promise<readonly LeftProcess[]>;
  readonly close: (left: readonly LeftProcess[]) => void;
  begun: boolean;
}

export class ForkServer {
  readonly #program: Launched;
  readonly #ready: Promise<string>;
  #tended: Tended | undefined;
  #isAlive = true;

  private constructor(program: Launched) {
    this.#program = program;
    const [ready, becomeReady] = later<string>();
    this.#ready = ready;
    const frames = new FrameReader((letter, data) => {
      if (letter === "R") becomeReady(data.toString("utf8"));
      else this.#hear(letter, data);
    });
    program.stdout.on("data", (chunk: Buffer) => frames.take(chunk));
    for (const stream of [program.stdin, program.stdout, program.stderr])
      stream.on("error", () => undefined);
    program.stderr.resume();
    void program.ended.then(() => {
      becomeReady("it ended before the first case");
      this.#lose();
      return program.close();
    });
  }

  /** `start` has the variables that all cases share. Gives why it cannot fork, where that is so. */
  static async open(start: ProgramStart, keeper: Keeper): Promise<ForkServer | string> {
    const program = await keeper.start(start);
    if ("startError" in program) return program.startError;
    const server = new ForkServer(program);
    const trouble = await server.#ready;
    if (trouble === "") return server;
    await server.end();
    return trouble;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** One case at a time. undefined where the server has ended. */
  start(start: ProgramStart): Promise<Launch | undefined> {
    const [launched, begin] = later<Launch | undefined>();
    const [ended, end] = later<Ending>();
    const [closed, close] = later<readonly LeftProcess[]>();
    const quiet = (): Readable => new Readable({ read: () => undefined });
    const streams = { stdout: quiet(), stderr: quiet() };
    const tended = { start, ...streams, begin, ended, end, left: [], closed, close, begun: false };
    this.#hold(true);
    this.#tended = tended;
    if (this.#isAlive) {
      const variables = Object.entries(start.env).map(([name, value]) => `${name}=${value}`);
      this.#send("S", [start.cwd, ...variables].join("\0"));
      this.#begin(tended);
    } else this.#lose();
    return launched;
  }

  async end(): Promise<void> {
    this.#isAlive = false;
    this.#program.stdin.destroy();
    this.#program.kill("SIGKILL");
    await this.#program.ended;
    await this.#program.close();
    this.#program.stdout.destroy();
    this.#program.stderr.destroy();
  }

  #begin(tended: Tended): void {
    const stdin = new Writable({
      write: (chunk: Buffer, _, done) => void this.#send("I", chunk, done),
      final: (done) => {
        this.#send("Z", "");
        done();
      },
    });
    const { stdout, stderr, ended } = tended;
    tended.begin({
      stdin,
      stdout,
      stderr,
      ended,
      kill: (signal: EndSignal) => {
        this.#send("K", String(constants.signals[signal]));
        if (signal === "SIGKILL") this.#endUnless(ended);
      },
      close: () => {
        this.#send("F", "");
        this.#endUnless(tended.closed);
        return tended.closed;
      },
    });
  }

  #endUnless(obeyed: Promise<unknown>): void {
    const patience = setTimeout(() => this.#program.kill("SIGKILL"), PATIENCE_MS);
    void obeyed.then(() => clearTimeout(patience));
  }

  #hear(letter: string, data: Buffer): void {
    const tended = this.#tended;
    if (tended === undefined) return;
    if (letter === "O") tended.stdout.push(data);
    else if (letter === "E") tended.stderr.push(data);
    else if (letter === "o") tended.stdout.push(null);
    else if (letter === "e") tended.stderr.push(null);
    else if (letter === "X") tended.end(endingOf(Number(data.toString("latin1"))));
    else if (letter === "L") tended.left.push(leftOf(data.toString("utf8")));
    else if (letter === "C") this.#settle(tended);
  }

  #settle(tended: Tended): void {
    this.#tended = undefined;
    this.#hold(false);
    tended.close(tended.left);
  }

  #lose(): void {
    this.#isAlive = false;
    const tended = this.#tended;
    if (tended === undefined) return;
    tended.begin(undefined);
    tended.end(KILLED);
    tended.stdout.push(null);
    tended.stderr.push(null);
    this.#settle(tended);
  }

  /** A server with nothing to do must not keep ar-sim from its end. */
  #hold(isHeld: boolean): void {
    const { stdin, stdout, stderr } = this.#program;
    for (const stream of [stdin, stdout, stderr])
      if ("ref" in stream && "unref" in stream) call(stream[isHeld ? "ref" : "unref"], stream);
  }

  #send(letter: string, data: string | Buffer, done?: (error?: Error | null) => void): void {
    if (this.#program.stdin.destroyed) done?.();
    else this.#program.stdin.write(frame(letter, data), () => done?.());
  }
}

function call(act: unknown, on: object): void {
  if (typeof act === "function") act.call(on);
}

/** Ground: wait(2). */
function endingOf(status: number): Ending {
  const signal = status & 0x7f;
  if (signal === 0) return { exitCode: status >> 8, signal: null };
  return { exitCode: null, signal: SIGNALS.get(signal) ?? `SIG${signal}` };
}

function leftOf(text: string): LeftProcess {
  const cut = text.indexOf(" ");
  return { pid: Number(text.slice(0, cut)), command: text.slice(cut + 1) };
}
