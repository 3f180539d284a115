/**
 * Unpacks a zip with `yauzl` (MIT, maintained, one small dependency), one entry of its central directory after the
 * other.
 */
import { PassThrough, pipeline, Transform } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { countBytes } from "./count-bytes.ts";
import type { PackageGuard } from "./package-guard.ts";
import type { PackageWriter } from "./package-writer.ts";

const FILE = 0o100000;
const FOLDER = 0o040000;
const KIND = 0o170000;

export async function unpackZip(
  file: string,
  guard: PackageGuard,
  writer: PackageWriter,
): Promise<void> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
  const zip = await openPromise(file, options);
  try {
    guard.checkEntries(zip.entryCount);
    for await (const entry of zip.eachEntry()) await unpack(zip, entry, guard, writer);
  } finally {
    zip.close();
  }
}

async function unpack(
  zip: ZipFile,
  entry: Entry,
  guard: PackageGuard,
  writer: PackageWriter,
): Promise<void> {
  const { fileName: name } = entry;
  // The upper half is the Unix mode. Packers on Windows leave it empty.
  const mode = entry.externalFileAttributes >>> 16;
  const kind = mode & KIND;
  if (kind !== 0 && kind !== FILE && kind !== FOLDER)
    throw guard.refuse(`${JSON.stringify(name)} is a link or a device`);
  if (entry.isEncrypted()) throw guard.refuse(`${JSON.stringify(name)} is encrypted`);
  const isFolder = name.endsWith("/") || kind === FOLDER;
  const path = guard.admit(name, isFolder ? "folder" : "file");
  if (path === undefined) return;
  if (isFolder) {
    writer.folder(path);
    return;
  }
  const bytes = await zip.openReadStreamPromise(entry);
  const isProgram = mode === 0 || (mode & 0o111) !== 0;
  // The writer waits for the last stream, so an error in an earlier one has to reach it.
  const last = new PassThrough();
  pipeline(bytes, countBytes(guard), checkSum(entry, guard), last, (error) => {
    if (error) last.destroy(error);
  });
  await writer.file(path, isProgram, last);
}

/** Fails at the end of a file whose bytes are not those that were packed. The library leaves this to its callers. */
function checkSum({ crc32: packed, fileName }: Entry, guard: PackageGuard): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      const isSame = sum === packed;
      done(
        isSame ? null : guard.refuse(`${JSON.stringify(fileName)} is damaged: its sum is wrong`),
      );
    },
  });
}
