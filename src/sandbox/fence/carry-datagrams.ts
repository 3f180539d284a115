/** Carries the datagrams of a script out of its fence, and the answers back. */
import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { Destination } from "./fence-types.ts";

/** How it went by now with what one socket of the script sent. */
export interface DatagramCourse {
  /** The system's message, where they cannot be sent. */
  refusal: string | null;
  durationMs: number;
  readonly bytes: { sent: number; received: number };
}

/** A script that opens more sockets than this loses what they send. */
const MOST_SOCKETS = 256;

/** `inner` is in the fence, at the address that the script sends to. `begun` is called for each socket of the script. */
export function carryDatagrams(
  inner: Socket,
  to: Destination,
  begun: (course: DatagramCourse) => void,
): { close(): void } {
  const senders = new Map<string, Sender>();
  inner.on("error", () => undefined);
  inner.on("message", (data, { address, port }) => {
    const key = `${address} ${port}`;
    let sender = senders.get(key);
    if (sender === undefined) {
      if (senders.size >= MOST_SOCKETS) return;
      sender = new Sender(to, (answer) => inner.send(answer, port, address, () => undefined));
      senders.set(key, sender);
      begun(sender.course);
    }
    sender.send(data);
  });
  return {
    close() {
      inner.close();
      for (const sender of senders.values()) sender.close();
    },
  };
}

/** Stands outside for one socket of the script. */
class Sender {
  readonly course: DatagramCourse = {
    refusal: null,
    durationMs: 0,
    bytes: { sent: 0, received: 0 },
  };
  readonly #to: Destination;
  readonly #outer: Socket;
  readonly #begun = performance.now();

  constructor(to: Destination, answer: (data: Buffer) => void) {
    this.#to = to;
    this.#outer = createSocket(isIPv6(to.host) ? "udp6" : "udp4");
    this.#outer.on("error", (error) => this.#went(error));
    this.#outer.on("message", (data) => {
      this.course.bytes.received += data.length;
      this.#went(null);
      answer(data);
    });
  }

  send(data: Buffer): void {
    this.course.bytes.sent += data.length;
    this.#outer.send(data, this.#to.port, this.#to.host, (error) => this.#went(error));
  }

  close(): void {
    this.#outer.close();
  }

  #went(error: Error | null): void {
    this.course.durationMs = Math.round(performance.now() - this.#begun);
    if (error !== null) this.course.refusal = error.message;
  }
}
