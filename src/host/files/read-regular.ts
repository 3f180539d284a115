/**
 * The one way to read a file that somebody else may have made. It waits for nothing: what it opens is a regular file, also
 * where another took its place in the meantime.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { checkKind, checkSize, lookAt } from "./file-fault.ts";
import type { LinkBounds } from "./link-bounds.ts";

/** Of a file that is held in memory. */
export const MOST_BYTES: number = 64 * 2 ** 20;

/** For files that ar-sim wrote itself, however large. */
export const WHOLE: ReadLimits = { most: Number.MAX_SAFE_INTEGER };

export interface ReadLimits {
  /** Larger files are refused. Default: `MOST_BYTES`. */
  readonly most?: number | undefined;
  /** Default: links may lead anywhere, as for a file that the user named. */
  readonly bounds?: LinkBounds | undefined;
}

/** @throws FileFault, or what the system throws. */
export function readRegular(path: string, limits: ReadLimits = {}): Buffer {
  const { most = MOST_BYTES, bounds } = limits;
  const fd = openRegular(path, bounds);
  try {
    return readWhole(fd, most);
  } finally {
    closeSync(fd);
  }
}

export function readRegularText(path: string, limits: ReadLimits = {}): string {
  return readRegular(path, limits).toString("utf8");
}

/** The caller closes it. @throws as `readRegular` does. */
export function openRegular(path: string, bounds?: LinkBounds): number {
  const { real, stats } = lookAt(path, bounds);
  // Before it is opened, since opening a device may do something.
  checkKind(stats);
  const fd = openSync(real, OPEN_FLAGS);
  try {
    checkKind(fstatSync(fd));
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * Between the look and the opening a pipe, a terminal or a link may take the place of the file. Windows has none of the
 * flags, nor such files.
 */
const OPEN_FLAGS: number = [
  constants.O_RDONLY,
  constants.O_NONBLOCK,
  constants.O_NOFOLLOW,
  constants.O_NOCTTY,
].reduce((flags: number, flag: number | undefined) => flags | (flag ?? 0), 0);

/** Some files grow while they are read, and those of /proc do not say how large they are. */
function readWhole(fd: number, most: number): Buffer {
  const { size } = fstatSync(fd);
  checkSize(size, most);
  const parts: Buffer[] = [];
  let bytes = 0;
  for (let room = size + 1; ; room = 64 * 1024) {
    const part = Buffer.allocUnsafe(room);
    const length = readSync(fd, part, 0, room, null);
    if (length === 0) break;
    parts.push(part.subarray(0, length));
    bytes += length;
    checkSize(bytes, most);
    // Fewer bytes than there is room for: a file that says how large it is ends here.
    if (bytes === size) break;
  }
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
}
