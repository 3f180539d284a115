/**
 * Reads the body of a request: not more than one may have, and not more than all that are under way may have together.
 * What comes of a body that is refused is read and thrown away, so that its sender gets to read why.
 */
import type { IncomingMessage } from "node:http";

export interface BodyLimits {
  readonly ofOne: number;
  readonly ofAll: number;
}

/** Ground: what splunkd says of a body over max_content_length. */
export class BodyRefusal extends Error {
  readonly statusCode: 413 | 503;

  constructor(statusCode: 413 | 503) {
    super(statusCode === 413 ? "Content-Length too large" : "Too many large requests at once");
    this.statusCode = statusCode;
  }
}

export class BodyReader {
  readonly #limits: BodyLimits;
  #held = 0;
  readonly #sizes = new WeakMap<IncomingMessage, number>();

  constructor(limits: BodyLimits) {
    this.#limits = limits;
  }

  read(request: IncomingMessage): Promise<Buffer> {
    const declared = Number(request.headers["content-length"] ?? 0);
    return new Promise((done, fail) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const refuse = (error: Error): void => {
        request.off("data", take).off("end", end).off("close", abort).resume();
        this.release(request);
        fail(error);
      };
      const take = (chunk: Buffer): void => {
        size += chunk.length;
        this.#held += chunk.length;
        this.#sizes.set(request, size);
        chunks.push(chunk);
        if (size > this.#limits.ofOne) refuse(new BodyRefusal(413));
        else if (this.#held > this.#limits.ofAll) refuse(new BodyRefusal(503));
      };
      const end = (): void => {
        request.off("close", abort);
        const [only] = chunks;
        done(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
      };
      const abort = (): void => refuse(new Error("aborted"));
      if (declared > this.#limits.ofOne) refuse(new BodyRefusal(413));
      else request.on("data", take).on("end", end).on("close", abort);
    });
  }

  /** Once it is answered. */
  release(request: IncomingMessage): void {
    this.#held -= this.#sizes.get(request) ?? 0;
    this.#sizes.delete(request);
  }
}
