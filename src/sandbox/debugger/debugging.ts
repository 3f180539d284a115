/**
 * Lets an editor into the scripts of a run. The editor calls ar-sim at a port of the machine, and so does each script, out
 * of its fence. The two are joined, one script after the other. Both speak the Debug Adapter Protocol.
 */
import { createServer, type Server, type Socket } from "node:net";
import { realpathSync } from "node:fs";
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import { ClosingStack } from "../../host/closing-stack.ts";
import { printable } from "../../text/printable.ts";
import { NO_TOOLING, type Tooling } from "../home/tooling.ts";
import { toolFolder } from "../interpreters/tool-folder.ts";

export interface DebugWish {
  /** 0 for a free one. */
  readonly port: number;
  /** How long a script waits for the editor. */
  readonly waitMs: number;
  readonly apps: readonly Pick<Addon, "root" | "appId">[];
  /** Told when a script waits. */
  readonly onWaiting: (port: number) => void;
}

export interface Debugging extends AsyncDisposable {
  /** For the request of each run. */
  readonly tooling: Tooling;
  readonly port: number;
  /** Aborted when no debugger can come any more: the run is to end. */
  readonly signal: AbortSignal;
  /** @throws HarnessError SANDBOX_NO_DEBUGGER where that has happened. */
  throwIfFailed(): void;
}

const HERE = "127.0.0.1";
/** The request by which an editor lets the script begin. Ground: the specification of the Debug Adapter Protocol. */
const READY = '"configurationDone"';

/** @throws HarnessError SANDBOX_NO_DEBUGGER where the port is taken. */
export async function startDebugging(wish: DebugWish): Promise<Debugging> {
  await using opened = new ClosingStack();
  const joint = opened.use(new Joint(wish));
  const port = await listen(joint.editors, wish.port);
  const scripts = await listen(joint.scripts, 0);
  const words = await listen(joint.words, 0);
  joint.port = port;
  const handed = {
    port: scripts,
    words,
    tools: toolFolder(),
    apps: wish.apps.map(({ root, appId }) => [realpathSync(root), appId]),
  };
  return {
    port,
    tooling: {
      ...NO_TOOLING,
      scriptEnv: { STAND_IN_DEBUG: JSON.stringify(handed) },
      shown: [toolFolder()],
      ports: [scripts, words],
      isTimed: () => false,
    },
    signal: joint.failing.signal,
    throwIfFailed() {
      if (joint.failure !== undefined) throw joint.failure;
    },
    [Symbol.asyncDispose]: opened.release(),
  };
}

class Joint implements AsyncDisposable {
  readonly editors: Server;
  readonly scripts: Server;
  readonly words: Server;
  readonly failing: AbortController = new AbortController();
  failure: HarnessError | undefined;
  port = 0;
  readonly #wish: DebugWish;
  readonly #sockets = new Set<Socket>();
  /** Those that have nobody yet. */
  readonly #editors: Socket[] = [];
  readonly #scripts: Socket[] = [];
  #patience: NodeJS.Timeout | undefined;

  constructor(wish: DebugWish) {
    this.#wish = wish;
    // What comes before the other is there, waits.
    const paused = { pauseOnConnect: true };
    this.editors = createServer(paused, (socket) => this.#take(socket, this.#editors));
    this.scripts = createServer(paused, (socket) => this.#take(socket, this.#scripts));
    this.words = createServer((socket) => this.#hear(socket));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#patience);
    for (const socket of this.#sockets) socket.destroy();
    const servers = [this.editors, this.scripts, this.words];
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  }

  #take(socket: Socket, waiting: Socket[]): void {
    this.#hold(socket);
    waiting.push(socket);
    socket.once("close", () => {
      const at = waiting.indexOf(socket);
      if (at >= 0) waiting.splice(at, 1);
    });
    this.#join();
  }

  #join(): void {
    const [editor] = this.#editors;
    const [script] = this.#scripts;
    if (script === undefined) return;
    if (editor === undefined) {
      this.#wait();
      return;
    }
    this.#editors.shift();
    this.#scripts.shift();
    this.#wait();
    let isReady = false;
    const ready = whenSaid(READY, () => {
      isReady = true;
      clearTimeout(this.#patience);
      this.#patience = undefined;
    });
    editor.on("data", ready);
    editor.pipe(script);
    script.pipe(editor);
    editor.once("close", () => {
      script.destroy();
      if (!isReady)
        this.#fail("the debugger went away before the script began", "Attach it again.");
    });
    // It may still have words for the editor, such as that the script has ended.
    script.once("close", () => editor.end());
  }

  #wait(): void {
    if (this.#patience !== undefined) return;
    const { waitMs, onWaiting } = this.#wish;
    onWaiting(this.port);
    this.#patience = setTimeout(() => {
      this.#fail(
        `no debugger attached at ${HERE}:${this.port} within ${waitMs / 1000} s`,
        "Attach the debugger of your editor while the script waits. `--debug-wait 10m` gives it more time.",
      );
    }, waitMs);
  }

  /** The Python of the script has no debugpy. Scripts can say so too, so little is read. */
  #hear(socket: Socket): void {
    this.#hold(socket);
    socket.once("data", (data) => {
      const word = /^(\d\.\d{1,2})(?: ([^\n]{1,500}))?\n/.exec(data.toString("latin1"));
      const [, version = "3", why] = word ?? [];
      if (why !== undefined) {
        this.#fail(
          `debugpy does not start in Python ${version}: ${printable(why)}`,
          "Use another Python.",
        );
        return;
      }
      this.#fail(
        `Python ${version} has no debugpy`,
        `Run \`ar-sim python setup --with debugpy --python ${version}\`, or install debugpy in that Python.`,
      );
    });
  }

  #fail(message: string, hint: string): void {
    this.failure ??= new HarnessError("SANDBOX_NO_DEBUGGER", message, { hint });
    this.failing.abort();
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
  }
}

/** The text may be cut between two chunks. */
function whenSaid(text: string, act: () => void): (chunk: Buffer) => void {
  let tail = "";
  let isSaid = false;
  return (chunk) => {
    if (isSaid) return;
    tail += chunk.toString("latin1");
    isSaid = tail.includes(text);
    tail = tail.slice(-text.length);
    if (isSaid) act();
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", (cause) => fail(taken(port, cause)));
    server.listen({ host: HERE, port }, () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function taken(port: number, cause: Error): HarnessError {
  return new HarnessError(
    "SANDBOX_NO_DEBUGGER",
    `the debugger cannot be let in at ${HERE}:${port}: ${cause.message}`,
    { hint: "Name another port, such as --debug 5679, or 0 for a free one.", cause },
  );
}
