/**
 * Joins pdb in a script to the terminal. The script has the payload on its stdin and no terminal of its own, so it calls
 * ar-sim out of its fence.
 */
import { constants, openSync, realpathSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { ReadStream, WriteStream } from "node:tty";
import type { Addon } from "../../addon/addon.ts";
import { NO_TOOLING, type Tooling } from "../home/tooling.ts";

export interface PromptWish {
  /** Its path, as `/dev/tty`. */
  readonly terminal: string;
  /** Whether an exception that nobody catches stops the script too. */
  readonly isPostMortem: boolean;
  readonly apps: readonly Pick<Addon, "root" | "appId">[];
}

export interface Prompting extends AsyncDisposable {
  /** For the request of each run. */
  readonly tooling: Tooling;
}

const HERE = "127.0.0.1";

/** From the first prompt on, no limit of time holds: a person is at work. */
export async function startPrompting({
  terminal,
  isPostMortem,
  apps,
}: PromptWish): Promise<Prompting> {
  let isTimed = !isPostMortem;
  const sockets = new Set<Socket>();
  let last = Promise.resolve();
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
    isTimed = false;
    sockets.add(socket);
    socket.on("error", () => undefined);
    // Two scripts cannot share a terminal.
    last = last
      .then(() => converse(socket, terminal))
      // A terminal that is gone ends the script, as Ctrl-D does.
      .catch(() => void socket.destroy())
      .finally(() => sockets.delete(socket));
  });
  const port = await new Promise<number>((done, fail) => {
    server.once("error", fail).listen({ host: HERE, port: 0 }, () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  const folders = apps.map(({ root, appId }) => [realpathSync(root), appId]);
  return {
    tooling: {
      ...NO_TOOLING,
      scriptEnv: { STAND_IN_PDB: JSON.stringify({ port, isPostMortem, apps: folders }) },
      ports: [port],
      isTimed: () => isTimed,
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
      await last;
    },
  };
}

/** Ends with the connection. What is typed after that is not read. */
function converse(socket: Socket, terminal: string): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  const input = new ReadStream(openSync(terminal, constants.O_RDONLY | constants.O_NOCTTY));
  const output = new WriteStream(openSync(terminal, constants.O_WRONLY | constants.O_NOCTTY));
  for (const stream of [input, output]) stream.on("error", () => socket.destroy());
  input.on("data", (typed) => socket.write(typed));
  // Ctrl-D.
  input.once("end", () => socket.end());
  socket.on("data", (text) => output.write(text));
  socket.once("end", () => socket.end());
  // It was paused until the terminal is free.
  socket.resume();
  return new Promise((done) => {
    socket.once("close", () => {
      input.destroy();
      output.destroy();
      done();
    });
  });
}
