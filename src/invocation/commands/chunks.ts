/**
 * Chunks of the protocol of search commands with `chunked = true`: a line with two lengths in bytes, metadata in JSON,
 * rows in CSV. Ground: Splunk's Python SDK, and recorded talks between splunkd 8.2 and commands.
 */

export interface Chunk {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export function encodeChunk(metadata: unknown, body: string = ""): Buffer {
  const json = Buffer.from(JSON.stringify(metadata));
  const rows = Buffer.from(body);
  return Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${rows.length}\n`), json, rows]);
}

/** A longer first line is none. */
const LONGEST_HEADER = 200;

const HEADER = /^chunked\s+1\.0\s*,\s*(\d{1,10})\s*,\s*(\d{1,10})\s*$/;

/** What a command sent is no chunk, or one that is larger than it may be. */
export class BadChunk extends Error {}

/** Puts chunks together of the bytes that a command sends, however these are cut. */
export class ChunkReader {
  readonly #most: number;
  #parts: Buffer[] = [];
  #size = 0;
  #wanted: { readonly from: number; readonly json: number; readonly body: number } | undefined;

  /** `most`: bytes of the largest chunk. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Whether there are bytes that no chunk was made of yet. */
  get isBetween(): boolean {
    return this.#size > 0;
  }

  push(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#size += bytes.length;
  }

  /** The next chunk, once all of it is there. */
  take(): Chunk | undefined {
    this.#wanted ??= this.#readHeader();
    if (this.#wanted === undefined) return undefined;
    const { from, json, body } = this.#wanted;
    const end = from + json + body;
    if (this.#size < end) return undefined;
    const all = this.#joined();
    this.#parts = [all.subarray(end)];
    this.#size = all.length - end;
    this.#wanted = undefined;
    return {
      metadata: readMetadata(all.toString("utf8", from, from + json)),
      body: all.toString("utf8", from + json, end),
    };
  }

  #joined(): Buffer {
    const all = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    this.#parts = [all ?? Buffer.alloc(0)];
    return this.#parts[0] ?? Buffer.alloc(0);
  }

  #readHeader() {
    const all = this.#joined();
    const end = all.indexOf(10);
    if (end === -1 && this.#size <= LONGEST_HEADER) return undefined;
    const line = all.toString("latin1", 0, end === -1 ? LONGEST_HEADER : end);
    const lengths = HEADER.exec(line);
    if (lengths === null || end > LONGEST_HEADER)
      throw new BadChunk(`Failed to parse transport header: ${line.slice(0, LONGEST_HEADER)}`);
    const [json, body] = [Number(lengths[1]), Number(lengths[2])];
    if (json + body > this.#most)
      throw new BadChunk(`a chunk of ${json + body} bytes is larger than ${this.#most}`);
    return { from: end + 1, json, body };
  }
}

/** Ground: the SDK sends none where it has nothing to tell. */
function readMetadata(text: string): Chunk["metadata"] {
  if (text.trim() === "") return {};
  try {
    const metadata: unknown = JSON.parse(text);
    if (isRecord(metadata)) return metadata;
  } catch {
    // Told below.
  }
  throw new BadChunk(`Failed to parse metadata: ${text.slice(0, LONGEST_HEADER)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
