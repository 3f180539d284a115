/**
 * A process above the scripts of a run. It stands before they start, and nothing that they start can leave it. When
 * ar-sim is killed, it ends what runs and removes the SPLUNK_HOME. Only Linux has what it needs.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";
import type { Ending, EndSignal, Launch, LeftProcess, ProgramStart } from "../process/launched.ts";
import { standIns } from "../python-path.ts";
import { type KeeperWord, readKeeperWord } from "./keeper-word.ts";

type Streams = Partial<Record<"stdin" | "stdout" | "stderr", Socket>>;

/** A script on its way: what has come from it by now. */
interface Tended {
  readonly start: ProgramStart;
  readonly streams: Streams;
  readonly begun: (launch: Launch) => void;
  readonly ended: Promise<Ending>;
  readonly end: (ending: Ending) => void;
  readonly left: Promise<readonly LeftProcess[]>;
  readonly leave: (left: readonly LeftProcess[]) => void;
}

const KILLED: Ending = { exitCode: null, signal: "SIGKILL" };

export class Keeper {
  readonly #child: ChildProcess;
  readonly #tended = new Map<number, Tended>();
  readonly #up: Promise<boolean>;
  #next = 1;
  #isAlive = true;

  constructor(python: string) {
    // Python keeps its compiled files in the cache folder and not in the installation, which may be read-only.
    const compiled = `pycache_prefix=${join(cacheFolder(), "compiled", "fence")}`;
    this.#child = spawn(python, ["-S", "-E", "-s", "-X", compiled, standIns.keeper], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      detached: true,
      env: {},
    });
    this.#up = new Promise((done) => {
      this.#child.on("message", (message, handle) => {
        const word = readKeeperWord(message);
        if (word?.up === true) done(true);
        else if (word !== undefined) this.#hear(word, asSocket(handle));
      });
      const lose = (): void => {
        done(false);
        this.#lose();
      };
      this.#child.once("error", lose).once("disconnect", lose).once("exit", lose);
    });
    this.hold(false);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** False where the interpreter does not start, or is too old. */
  isUp(): Promise<boolean> {
    return this.#up;
  }

  /** Whether ar-sim waits for it. A keeper with nothing to do must not keep ar-sim from its end. */
  hold(isHeld: boolean): void {
    const { channel } = this.#child;
    if (isHeld) {
      this.#child.ref();
      channel?.ref();
    } else {
      this.#child.unref();
      channel?.unref();
    }
  }

  /** The folder is removed if ar-sim is killed. It need not exist yet. */
  watch(root: string): void {
    this.#send({ do: "watch", root });
  }

  forget(root: string): void {
    this.#send({ do: "forget", root });
  }

  start(start: ProgramStart): Promise<Launch> {
    const id = this.#next++;
    return new Promise((begun) => {
      const [ended, end] = later<Ending>();
      const [left, leave] = later<readonly LeftProcess[]>();
      this.#tended.set(id, { start, streams: {}, begun, ended, end, left, leave });
      const { argv, cwd, env } = start;
      if (!this.#send({ do: "start", id, argv, cwd, env })) this.#lose();
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
    if (word.started !== undefined) tended.begun(this.#launched(word.id, tended));
    if (word.failed !== undefined) {
      const { argv } = tended.start;
      tended.begun({ startError: `spawn ${argv[0]} ${word.failed}` });
      this.#drop(word.id, tended);
    }
    if (word.exit !== undefined) tended.end({ exitCode: word.exit, signal: word.signal ?? null });
    if (word.ended !== undefined) tended.leave(word.ended);
    if (word.gone === true) this.#drop(word.id, tended);
  }

  #launched(id: number, { streams, ended, left }: Tended): Launch {
    const { stdin, stdout, stderr } = streams;
    if (stdin === undefined || stdout === undefined || stderr === undefined)
      return { startError: "its streams did not come" };
    const tell = (word: Readonly<Record<string, string>>): void => {
      this.#send({ do: "tell", id, word });
    };
    return {
      stdin,
      stdout,
      stderr,
      ended,
      kill: (signal: EndSignal) => tell({ signal }),
      close() {
        tell({ over: "" });
        return left;
      },
    };
  }

  /** Whoever still waits for a script must not wait for ever. */
  #drop(id: number, tended: Tended): void {
    this.#tended.delete(id);
    tended.begun({ startError: "what kept watch over it has ended" });
    tended.end(KILLED);
    tended.leave([]);
  }

  #lose(): void {
    this.#isAlive = false;
    for (const [id, tended] of this.#tended) this.#drop(id, tended);
  }

  #send(message: object): boolean {
    if (!this.#isAlive || !this.#child.connected) return false;
    this.#child.send(message, () => undefined);
    return true;
  }
}

/** A value that comes later, and what gives it. */
function later<T>(): [Promise<T>, (value: T) => void] {
  let give: ((value: T) => void) | undefined;
  const promise = new Promise<T>((done) => {
    give = done;
  });
  return [promise, (value) => give?.(value)];
}

function asSocket(handle: unknown): Socket | undefined {
  return isSocket(handle) ? handle : undefined;
}

function isSocket(handle: unknown): handle is Socket {
  return typeof handle === "object" && handle !== null && "destroy" in handle && "write" in handle;
}
