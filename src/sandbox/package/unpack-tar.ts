/**
 * Unpacks a tar, gzipped or not, with `tar-stream` (MIT, maintained, writes no files itself). Each entry is checked
 * before
 * it is written, and only a chunk of it is in memory. The library refuses endless names.
 */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { openRegular } from "../../host/files/read-regular.ts";
import { countBytes } from "./count-bytes.ts";
import { countEntries } from "./count-entries.ts";
import type { PackageGuard } from "./package-guard.ts";
import type { PackageWriter } from "./package-writer.ts";
import { HarnessError } from "../../errors.ts";

export async function unpackTar(
  file: string,
  isGzipped: boolean,
  guard: PackageGuard,
  writer: PackageWriter,
): Promise<void> {
  await checkEntries(file, isGzipped, guard);
  const counted = countBytes(guard);
  const tar = extract();
  const source = createReadStream("", { fd: openRegular(file) });
  const fed = isGzipped
    ? pipeline(source, createGunzip(), counted, tar)
    : pipeline(source, counted, tar);
  const written = (async () => {
    for await (const entry of tar) {
      const { name, type, mode, size } = entry.header;
      const kind = KINDS[`${type}`];
      if (kind === undefined) throw guard.refuse(`${JSON.stringify(name)} is a ${type}`);
      if ((size ?? 0) < 0) throw guard.refuse(`${JSON.stringify(name)} has no size`);
      const path = guard.admit(name, kind);
      if (path === undefined || kind === "folder") {
        if (path !== undefined) writer.folder(path);
        entry.resume();
      } else await writer.file(path, ((mode ?? 0) & 0o111) !== 0, Readable.from(entry));
    }
  })();
  // Waits for both, since a failure that nobody waits for would end the process.
  const [first, second] = await Promise.allSettled([written, fed]);
  for (const end of [second, first]) {
    if (end.status === "rejected" && isBadPackage(end.reason)) throw end.reason;
  }
  for (const end of [first, second]) if (end.status === "rejected") throw end.reason;
}

/** Writing the first entries of too many would take long. What is damaged is told of when it is unpacked. */
async function checkEntries(file: string, isGzipped: boolean, guard: PackageGuard): Promise<void> {
  let entries = 0;
  const counter = countEntries(() => guard.checkEntries((entries += 1)));
  const source = createReadStream("", { fd: openRegular(file) });
  try {
    if (isGzipped) await pipeline(source, createGunzip(), countBytes(guard.anew()), counter);
    else await pipeline(source, countBytes(guard.anew()), counter);
  } catch (error) {
    if (error instanceof HarnessError) throw error;
  }
}

const KINDS: Readonly<Record<string, "file" | "folder">> = {
  file: "file",
  "contiguous-file": "file",
  directory: "folder",
};

function isBadPackage(error: unknown): boolean {
  return error instanceof HarnessError && error.code === "ADDON_BAD_PACKAGE";
}
