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
  /** Of those that have to wait. */
  readonly #turns = new WeakMap<ServerResponse, Promise<void>>();
  readonly #refused = new WeakSet<Socket>();
  readonly #busy = new WeakMap<Socket, number>();

  constructor(idleMs: number = IDLE_MS) {
    this.idleMs = idleMs;
  }

  /** To be asked as requests come. undefined when it is this one's turn at once. */
  wait(socket: Socket, response: ServerResponse): Promise<void> | undefined {
    const before = this.#last.get(socket);
    this.#last.set(socket, response);
    const turn = before === undefined ? undefined : finishOf(before);
    if (turn !== undefined) this.#turns.set(response, turn);
    return turn;
  }

  /** Resolves when all requests that came whole are answered. */
  async answered(socket: Socket): Promise<void> {
    const last = this.#last.get(socket);
    if (last === undefined) return;
    // One that is still coming is never answered: nobody can read its rest.
    await (last.req.complete ? finishOf(last) : this.#turns.get(last));
  }

  /** Whether it is the first time: what cannot be read is told of once. */
  refuse(socket: Socket): boolean {
    if (this.#refused.has(socket)) return false;
    this.#refused.add(socket);
    return true;
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

/** undefined when nothing more is written to it. */
function finishOf(response: ServerResponse): Promise<void> | undefined {
  if (response.writableFinished || response.destroyed) return undefined;
  return new Promise((done) => {
    const end = (): void => done();
    response.once("finish", end).once("close", end);
  });
}
