/** Copies one regular file. Like reading, it waits for nothing, and ends where the file is larger than allowed. */
import { closeSync, fchmodSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { checkSize } from "./file-fault.ts";
import type { LinkBounds } from "./link-bounds.ts";
import { openRegular } from "./read-regular.ts";

const CHUNK = 1024 * 1024;

/** Lets others have their turn, where it is time for that. Throws to end the work. */
export type Pause = () => Promise<void> | undefined;

export interface CopyOptions {
  readonly most: number;
  readonly bounds: LinkBounds;
  readonly pause: Pause;
}

/** Gives the bytes that it copied. The copy can be read and removed by its owner. @throws as `readRegular` does. */
export async function copyRegular(
  from: string,
  to: string,
  { most, bounds, pause }: CopyOptions,
): Promise<number> {
  const source = openRegular(from, bounds);
  try {
    const { size, mode } = fstatSync(source);
    checkSize(size, most);
    const target = openSync(to, "wx");
    try {
      // The mode of a new file is less than asked for, by the umask.
      fchmodSync(target, (mode & 0o777) | 0o600);
      return await copyBytes(source, target, { room: Math.min(size + 1, CHUNK), most, pause });
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

async function copyBytes(
  source: number,
  target: number,
  { room, most, pause }: Pick<CopyOptions, "most" | "pause"> & { readonly room: number },
): Promise<number> {
  const buffer = Buffer.allocUnsafe(room);
  let bytes = 0;
  for (;;) {
    const length = readSync(source, buffer, 0, room, null);
    if (length === 0) return bytes;
    bytes += length;
    checkSize(bytes, most);
    await pause();
    for (let at = 0; at < length;) at += writeSync(target, buffer, at, length - at);
  }
}
