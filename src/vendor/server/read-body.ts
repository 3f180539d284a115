/** Reads the body of a request: all of it, and keeps as much as stubs look at. */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { RequestBody } from "../exchange.ts";

/** What is larger is counted, and not held. */
const MOST_HELD = 8 * 2 ** 20;

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  gzip: (bytes) => promisify(gunzip)(bytes, { maxOutputLength: MOST_HELD }),
  "x-gzip": (bytes) => promisify(gunzip)(bytes, { maxOutputLength: MOST_HELD }),
  deflate: (bytes) => promisify(inflate)(bytes, { maxOutputLength: MOST_HELD }),
  br: (bytes) => promisify(brotliDecompress)(bytes, { maxOutputLength: MOST_HELD }),
};

/** `encoding` is the header Content-Encoding. `take` gets each piece. */
export async function readBody(
  from: Readable,
  encoding: string | undefined,
  take: (piece: Buffer) => void = () => undefined,
): Promise<RequestBody> {
  const hash = createHash("sha256");
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of from) {
    if (!Buffer.isBuffer(piece)) continue;
    bytes += piece.length;
    hash.update(piece);
    take(piece);
    if (bytes <= MOST_HELD) pieces.push(piece);
    else pieces.length = 0;
  }
  const text = bytes > MOST_HELD ? undefined : await textOf(Buffer.concat(pieces), encoding);
  return { bytes, text, sha256: text === undefined ? hash.digest("hex") : undefined };
}

/** undefined where the bytes are no text. */
async function textOf(bytes: Buffer, encoding: string | undefined): Promise<string | undefined> {
  try {
    const decode = DECODERS[encoding?.trim().toLowerCase() ?? ""];
    const plain = decode === undefined ? bytes : await decode(bytes);
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}
