/** The bytes of a body on their way: few are held, and more lie in a file, so that a large body needs no memory. */
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { Readable } from "node:stream";

const MOST_HELD = 2 ** 20;

export class Spool {
  /** Where the bytes lie once they are many. Made at need. */
  readonly #path: string;
  #pieces: Buffer[] = [];
  #fd: number | undefined;
  #bytes = 0;
  #isFile = false;

  constructor(path: string) {
    this.#path = path;
  }

  get bytes(): number {
    return this.#bytes;
  }

  write(piece: Buffer): void {
    this.#bytes += piece.length;
    this.#pieces.push(piece);
    if (this.#bytes <= MOST_HELD) return;
    this.#fd ??= openSync(this.#path, "wx", 0o600);
    this.#isFile = true;
    for (const held of this.#pieces) writeSync(this.#fd, held);
    this.#pieces = [];
  }

  /** No more comes. */
  end(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** Of a body that is small. undefined where it lies in a file. */
  get held(): Buffer | undefined {
    return this.#isFile ? undefined : Buffer.concat(this.#pieces);
  }

  stream(): Readable {
    return this.#isFile ? createReadStream(this.#path) : Readable.from(this.#pieces);
  }
}
