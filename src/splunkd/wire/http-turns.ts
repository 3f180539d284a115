/**
 * Requests of one connection take turns: who sends a hundred without reading an answer has one of them worked on, not a
 * hundred answers kept. While one is worked on, the connection is not idle.
 */
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

export class HttpTurns {
  readonly #idleMs: number;
  readonly #last = new WeakMap<Socket, ServerResponse>();
  readonly #busy = new WeakMap<Socket, number>();

  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /** undefined when it is this one's turn at once. */
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
  async unhurried<T>(made: Promise<T>, socket: Socket): Promise<T> {
    this.#busy.set(socket, (this.#busy.get(socket) ?? 0) + 1);
    socket.setTimeout(0);
    try {
      return await made;
    } finally {
      const others = (this.#busy.get(socket) ?? 1) - 1;
      this.#busy.set(socket, others);
      if (others === 0) socket.setTimeout(this.#idleMs);
    }
  }
}
