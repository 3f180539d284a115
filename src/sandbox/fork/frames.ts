/** The words between ar-sim and a fork server: a letter, the length of its text in four bytes, and the text. */

const HEAD_BYTES = 5;

export function frame(letter: string, data: string | Buffer): Buffer {
  const text = typeof data === "string" ? Buffer.from(data) : data;
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.write(letter, "latin1");
  head.writeUInt32BE(text.length, 1);
  return Buffer.concat([head, text]);
}

/** Gives each word once it is whole, however the pieces come. */
export class FrameReader {
  readonly #hear: (letter: string, data: Buffer) => void;
  #pieces: Buffer[] = [];
  #size = 0;
  #needed = HEAD_BYTES;

  constructor(hear: (letter: string, data: Buffer) => void) {
    this.#hear = hear;
  }

  take(chunk: Buffer): void {
    this.#pieces.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return;
    let rest = Buffer.concat(this.#pieces);
    this.#needed = HEAD_BYTES;
    while (rest.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + rest.readUInt32BE(1);
      this.#needed = end;
      if (rest.length < end) break;
      this.#hear(rest.toString("latin1", 0, 1), rest.subarray(HEAD_BYTES, end));
      rest = rest.subarray(end);
      this.#needed = HEAD_BYTES;
    }
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }
}
