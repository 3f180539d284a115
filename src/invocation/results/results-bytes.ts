/**
 * The bytes of a results file, unpacked and without a byte order mark. They can be read several times, even from a
 * pipe.
 */
import { isUtf8 } from "node:buffer";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline as pipe } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { HarnessError } from "../../errors.ts";
import { messageOf, systemCode } from "../../host/caught.ts";

/** Larger chunks only make more garbage that lives longer. */
const CHUNK = 64 * 1024;
/** A record longer than this is an unclosed quote, not data. */
export const LONGEST_RECORD: number = 64 * 1024 * 1024;

export interface ResultsBytes {
  /** The name of the file in messages. */
  readonly name: string;
  /** Each call reads from the beginning. */
  read(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Opens a file. What cannot be read twice is copied into a temporary file first. */
export async function openResultsBytes(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<ResultsBytes> {
  if (path === "-") return spooled(stdin, "<stdin>");
  const kind = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (kind.isDirectory()) {
    throw bad(path, `${path} is a folder`, "Name a file with the results in it.");
  }
  return kind.isFile() ? file(path, path) : spooled(createReadStream(path), path);
}

async function spooled(source: AsyncIterable<Uint8Array>, name: string): Promise<ResultsBytes> {
  const folder = await mkdtemp(join(tmpdir(), "results-"));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, "results");
    await pipeline(
      source,
      (chunks) => bounded(chunks, name),
      createWriteStream(copy, { mode: 0o600 }),
    );
    return { ...(await file(copy, name)), close };
  } catch (error) {
    await close();
    throw error instanceof HarnessError ? error : unreadable(name, error);
  }
}

/** A device may have no end, and no rows. */
async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let hasRows = false;
  for await (const chunk of chunks) {
    hasRows ||= chunk.includes(NEWLINE) || (bytes === 0 && chunk[0] === 0x1f);
    bytes += chunk.length;
    if (!hasRows && bytes > LONGEST_RECORD)
      throw bad(name, `${name} holds no rows in its first 64 MiB`, "Name CSV, JSON or gzip.");
    yield chunk;
  }
}

const NEWLINE = 10;

async function file(path: string, name: string): Promise<ResultsBytes> {
  const head = await firstBytes(path, name);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (!isGzip && name.endsWith(".gz")) {
    throw bad(name, `${name} is not gzip`, "Compress it with gzip, or drop .gz from its name.");
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3) {
    throw bad(name, `${name} is a zip archive`, "Unpack it and name the CSV or JSON file inside.");
  }
  return { name, read: () => readBytes(path, name, isGzip), close: async () => {} };
}

async function firstBytes(path: string, name: string): Promise<Buffer> {
  try {
    await using handle = await open(path);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function* readBytes(path: string, name: string, isGzip: boolean): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: CHUNK });
  // The callback keeps the error from being unhandled. The loop below throws it.
  const stream: AsyncIterable<Buffer> = isGzip
    ? pipe(raw, createGunzip({ chunkSize: CHUNK }), () => {})
    : raw;
  let isFirst = true;
  try {
    for await (const chunk of stream) {
      yield isFirst ? withoutMark(chunk, name) : chunk;
      isFirst = false;
    }
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw isGzip && isZlibError(error)
      ? bad(name, `${name} is damaged gzip: ${messageOf(error)}`, "Fetch the file again.", error)
      : unreadable(name, error);
  }
}

function withoutMark(chunk: Buffer, name: string): Buffer {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return chunk.subarray(3);
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)) {
    throw new HarnessError("INVOKE_BAD_UTF8", `${name} is UTF-16, not UTF-8`, {
      where: { file: name, line: 1 },
      hint: "Save it as UTF-8.",
    });
  }
  return chunk;
}

/** The text of some bytes. `offset` and `line` tell where they begin in the file. */
export function decodeUtf8(bytes: Buffer, name: string, offset: number, line: number): string {
  const text = bytes.toString("utf8");
  if (isUtf8(bytes)) return text;
  // Invalid bytes become U+FFFD. So the first byte that differs after encoding again is the first invalid one.
  const again = Buffer.from(text);
  let place = 0;
  while (bytes[place] === again[place]) place += 1;
  let at = line;
  for (let i = bytes.indexOf(10); i >= 0 && i < place; i = bytes.indexOf(10, i + 1)) at += 1;
  const byte = (bytes[place] ?? 0).toString(16).padStart(2, "0");
  throw new HarnessError(
    "INVOKE_BAD_UTF8",
    `${name} is not UTF-8: byte 0x${byte} at offset ${offset + place}, line ${at}`,
    { where: { file: name, line: at }, hint: "Save it as UTF-8; Splunk exports nothing else." },
  );
}

export function bad(
  name: string,
  message: string,
  hint: string,
  cause?: unknown,
  line?: number,
): HarnessError<"INVOKE_BAD_RESULTS"> {
  return new HarnessError("INVOKE_BAD_RESULTS", message, {
    where: { file: name, line },
    hint,
    cause,
  });
}

function unreadable(name: string, error: unknown): HarnessError<"INVOKE_BAD_RESULTS"> {
  return bad(
    name,
    `cannot read ${name}: ${messageOf(error)}`,
    "Check the path and its permissions.",
    error,
  );
}

function isZlibError(error: unknown): boolean {
  return systemCode(error)?.startsWith("Z_") === true;
}
