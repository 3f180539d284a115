/**
 * A process above the scripts of a run. It stands before they start, and nothing that they start can leave it. When
 * ar-sim is killed, it ends what runs and removes the SPLUNK_HOME. Only Linux has what it needs.
 */
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { later } from "../../host/later.ts";
import type {
  Ending,
  EndSignal,
  Launch,
  LeftProcess,
  ProgramStart,
  Running,
} from "../process/launched.ts";
import { endMarked } from "../process/end-marked.ts";
import {
  asSocket,
  asWay,
  type KeeperWord,
  type NetworkOrder,
  type RaisedKind,
  readKeeperWord,
  startOf,
  type Way,
} from "./keeper-word.ts";
import { type Beside, type KeeperFence, spawnKeeper } from "./spawn-keeper.ts";
import type { Streams, Tended } from "./tended.ts";

export interface BesideRunning extends Running {
  /** The command ended by itself: what it left may stay. */
  leave(): void;
}

/** It answers within milliseconds. What takes longer than this hangs, also on a machine with a heavy load. */
const PATIENCE_MS = 60_000;

const NOT_UP: RaisedKind = { kind: "none", why: "what raises it does not start or answer" };
const KILLED: Ending = { exitCode: null, signal: "SIGKILL" };

export class Keeper {
  readonly #child: ChildProcess;
  readonly #tended = new Map<number, Tended>();
  readonly #up: Promise<RaisedKind | undefined>;
  readonly #flushes = new Map<number, () => void>();
  /** Hears of what the scripts try to reach. */
  onNetwork: ((word: KeeperWord, way: Way | undefined) => void) | undefined;
  readonly #patienceMs: number;
  #next = 1;
  #isAlive = true;
  #whyLost = "what kept watch over it has ended";

  /** `beside` is set for a command of the user, which has the streams of ar-sim itself. */
  constructor(
    python: string,
    fence: KeeperFence,
    beside?: Beside,
    patienceMs: number = PATIENCE_MS,
  ) {
    this.#patienceMs = patienceMs;
    this.#child = spawnKeeper(python, fence, beside);
    const patience = this.#awaitAnswer();
    this.#up = new Promise((done) => {
      this.#child.on("message", (message, handle) => {
        clearTimeout(patience);
        const word = readKeeperWord(message);
        if (word?.up === true) done({ kind: word.fence ?? "none", why: word.refused || null });
        else if (word?.flushed !== undefined) this.#flushed(word.flushed);
        else if (word !== undefined && word.id === undefined)
          this.#hearNetwork(word, asWay(handle));
        else if (word !== undefined) this.#hear(word, asSocket(handle));
      });
      const lose = (): void => {
        clearTimeout(patience);
        done(undefined);
        this.#lose();
      };
      // Until it has ended, what it watched over counts as its own.
      this.#child.once("disconnect", () => this.#child.kill("SIGKILL"));
      this.#child.once("error", lose).once("exit", lose);
    });
    this.hold(false);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** False where the interpreter does not start, or is too old. */
  async isUp(): Promise<boolean> {
    return (await this.#up) !== undefined;
  }

  /** The fence that it could raise. */
  async fence(): Promise<RaisedKind> {
    return (await this.#up) ?? NOT_UP;
  }

  order(order: NetworkOrder): void {
    this.#send(order);
  }

  /** Until then, all that was tried has been told; with `lookups`, names that were looked up and not used as well. */
  flush(lookups = true): Promise<void> {
    const number = this.#next++;
    return new Promise((done) => {
      const patience = this.#awaitAnswer();
      this.#flushes.set(number, () => done(clearTimeout(patience)));
      if (!this.#send({ do: "flush", number, lookups })) this.#flushed(number);
    });
  }

  #hearNetwork(word: KeeperWord, way: Way | undefined): void {
    // A run that has ended by now wants it no more.
    if (this.onNetwork === undefined) way?.close();
    else this.onNetwork(word, way);
  }

  #flushed(number: number): void {
    this.#flushes.get(number)?.();
    this.#flushes.delete(number);
  }

  /** Whether ar-sim waits for it. A keeper with nothing to do must not keep ar-sim from its end. */
  hold(isHeld: boolean): void {
    const { channel } = this.#child;
    for (const handle of [this.#child, channel]) handle?.[isHeld ? "ref" : "unref"]();
  }

  /** The folder is removed if ar-sim is killed. It need not exist yet. */
  watch(root: string): void {
    this.#send({ do: "watch", root });
  }

  forget(root: string): void {
    this.#send({ do: "forget", root });
  }

  async start(start: ProgramStart): Promise<Launch> {
    const streams: Streams = {};
    const running = await this.#begin(start, streams);
    if ("startError" in running) return running;
    const { stdin, stdout, stderr } = streams;
    if (stdin === undefined || stdout === undefined || stderr === undefined)
      return { startError: "its streams did not come" };
    return { stdin, stdout, stderr, ...running };
  }

  /** Starts a command of the user. What it leaves may stay, unless `close` is called. */
  startBeside(
    start: ProgramStart,
    beside: Beside,
  ): Promise<BesideRunning | { readonly startError: string }> {
    const id = this.#next;
    const leave = (): void => this.#tell(id, { leave: "" });
    return this.#begin(start, {}, beside).then((running) =>
      "startError" in running ? running : { ...running, leave },
    );
  }

  #begin(
    start: ProgramStart,
    streams: Streams,
    beside?: Beside,
  ): Promise<Running | { readonly startError: string }> {
    const id = this.#next++;
    return new Promise((give) => {
      const patience = this.#awaitAnswer();
      const begun = (running: Running | { readonly startError: string }): void => {
        clearTimeout(patience);
        give(running);
      };
      const [ended, end] = later<Ending>();
      const [left, leave] = later<readonly LeftProcess[]>();
      this.#tended.set(id, { start, streams, begun, ended, end, left, leave });
      if (!this.#send({ do: "start", id, beside, ...startOf(start) })) this.#lose();
    });
  }

  #hear(word: KeeperWord, handle: Socket | undefined): void {
    const tended = word.id === undefined ? undefined : this.#tended.get(word.id);
    if (word.id === undefined || tended === undefined) {
      handle?.destroy();
      return;
    }
    if (word.stream !== undefined && handle !== undefined) {
      handle.on("error", () => undefined);
      // Node ends a socket by shutting down its writing side. A pipe has one side only, and ends when it is closed.
      if (word.stream === "stdin") handle.once("finish", () => handle.destroy());
      tended.streams[word.stream] = handle;
    }
    if (word.started !== undefined) tended.begun(this.#running(word.id, tended));
    if (word.failed !== undefined) {
      const { argv } = tended.start;
      tended.begun({ startError: `spawn ${argv[0]} ${word.failed}` });
      this.#drop(word.id, tended);
    }
    if (word.exit !== undefined) tended.end({ exitCode: word.exit, signal: word.signal ?? null });
    if (word.asked !== undefined) process.kill(process.pid, word.asked);
    if (word.ended !== undefined) tended.leave(word.ended);
    if (word.gone === true) this.#drop(word.id, tended);
  }

  #running(id: number, { ended, left }: Tended): Running {
    return {
      ended,
      kill: (signal: EndSignal) => this.#tell(id, { signal }),
      close: () => {
        this.#tell(id, { over: "" });
        return left;
      },
    };
  }

  #tell(id: number, word: Readonly<Record<string, string>>): void {
    this.#send({ do: "tell", id, word });
  }

  /** Whoever still waits for a script must not wait for ever. */
  #drop(id: number, tended: Tended, left: readonly LeftProcess[] = []): void {
    this.#tended.delete(id);
    tended.begun({ startError: this.#whyLost });
    tended.end(KILLED);
    tended.leave(left);
  }

  /** Whoever waits for a keeper that hangs would wait for ever. It is ended, and with it all that it watches. */
  #awaitAnswer(): NodeJS.Timeout {
    const seconds = Math.ceil(this.#patienceMs / 1000);
    return setTimeout(() => {
      this.#whyLost = `the process that starts scripts has not answered within ${seconds} s`;
      this.#child.kill("SIGKILL");
    }, this.#patienceMs).unref();
  }

  #lose(): void {
    this.#isAlive = false;
    for (const [id, tended] of this.#tended) this.#drop(id, tended, endMarked(tended.start.root));
    for (const number of this.#flushes.keys()) this.#flushed(number);
  }

  #send(message: object): boolean {
    if (!this.#isAlive || !this.#child.connected) return false;
    this.#child.send(message, () => undefined);
    return true;
  }
}
