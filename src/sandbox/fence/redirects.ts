/**
 * Where no fence of namespaces stands, the Python of a script leads its connections here. Before it connects, it writes
 * down its local port and the true destination: the connection itself carries only what the script sends.
 */
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { readRegularText } from "../../host/files/read-regular.ts";
import type { Answering, Destination } from "./fence-types.ts";

/** As many bytes as the script's Python writes at most, and some more. */
const MOST_BYTES = 8 * 2 ** 20;

export class Redirects implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #folder: string | undefined;

  private constructor(server: Server, port: number, answering: Answering) {
    this.#server = server;
    this.port = port;
    server.on("connection", (socket) => this.#receive(socket, answering));
  }

  static async open(answering: Answering): Promise<Redirects> {
    const server = createServer();
    await new Promise<void>((done, fail) => {
      server.once("error", fail);
      server.listen(0, "127.0.0.1", done);
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return new Redirects(server, port, answering);
  }

  /** `folder` is where the script's Python writes. */
  watch(folder: string): void {
    this.#folder = folder;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #receive(socket: Socket, answering: Answering): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
    const to = this.#destinationOf(socket.remotePort);
    // Another program of this machine, for example.
    if (to === undefined) socket.destroy();
    else answering.receive(socket, to);
  }

  /** The last line of a port counts: the system gives ports again. */
  #destinationOf(port: number | undefined): Destination | undefined {
    if (this.#folder === undefined || port === undefined) return undefined;
    let text: string;
    try {
      text = readRegularText(join(this.#folder, "redirects"), { most: MOST_BYTES });
    } catch {
      // The script has removed it, or put something else in its place.
      return undefined;
    }
    const at = `\n${text}`.lastIndexOf(`\n${port}\t`);
    if (at < 0) return undefined;
    const [, host = "", number] = text.slice(at).split("\n", 1)[0]?.split("\t") ?? [];
    return host === "" ? undefined : { host, port: Number(number) };
  }
}
