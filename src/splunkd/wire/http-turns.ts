/**
 * Requests of one connection take turns: who sends a hundred without reading an answer has one of them worked on, not a
 * hundred answers kept. While one is worked on, the connection is not idle.
 */
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

const IDLE_MS = 120_000;

export class HttpTurns {
  /** A connection that says nothing for so long is closed. */
  readonly idleMs: number;
  readonly #last = new WeakMap<Socket, ServerResponse>();
  readonly #busy = new WeakMap<Socket, number>();

  constructor(idleMs: number = IDLE_MS) {
    this.idleMs = idleMs;
  }

  /** To be asked as requests come. undefined when it is this one's turn at once. */
  wait(socket: Socket, response: ServerResponse): Promise<void> | undefined {
    const before = this.#last.get(socket);
    this.#last.set(socket, response);
    if (before === undefined || before.writableFinished || before.destroyed) return undefined;
    return new Promise((done) => {
      const end = (): void => done();
      before.once("finish", end).once("close", end);
    });
  }

  /** A search or a handler of an app may take its time. */
  begin(socket: Socket): void {
    const others = this.#busy.get(socket) ?? 0;
    this.#busy.set(socket, others + 1);
    if (others === 0) socket.setTimeout(0);
  }

  end(socket: Socket): void {
    const others = (this.#busy.get(socket) ?? 1) - 1;
    this.#busy.set(socket, others);
    if (others === 0) socket.setTimeout(this.idleMs);
  }
}
