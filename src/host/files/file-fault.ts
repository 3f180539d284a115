/**
 * Why something is not read, in words that go on from its name. Only regular files are: a pipe is waited for without end,
 * a device may have no end, and opening either may do something.
 */
import { accessSync, constants, lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { messageOf, systemCode } from "../caught.ts";
import type { LinkBounds } from "./link-bounds.ts";

/** Something is there and is not read. Its message is the reason, without the path. */
export class FileFault extends Error {
  override readonly name = "FileFault";
}

/** Where a path leads: no links are left in it. Throws what the system throws, or a FileFault. */
export function realFile(path: string, bounds: LinkBounds | undefined): string {
  const real = attempt(() => realpathSync.native(path));
  if (bounds?.admits(path, real) === false)
    throw new FileFault(`is a link that leads out of its add-on, to ${real}`);
  return real;
}

/** Where a path leads, and what is there. Of a file that is no link, only the folder is looked up, and once. */
export function lookAt(
  path: string,
  bounds: LinkBounds | undefined,
): { readonly real: string; readonly stats: Stats } {
  const folder = bounds?.realFolder(dirname(path));
  const entry = folder === undefined ? undefined : lstatSync(path);
  if (folder !== undefined && entry?.isFile() === true)
    return { real: join(folder, basename(path)), stats: entry };
  const real = realFile(path, bounds);
  return { real, stats: statSync(real) };
}

/** Throws a FileFault for what is neither a regular file nor a folder. */
export function checkKind(stats: Stats): void {
  const kind = kindOf(stats);
  if (kind !== undefined) throw new FileFault(`is ${kind}, not a regular file`);
}

export function checkSize(bytes: number, most: number): void {
  if (bytes > most) throw new FileFault(`has more than ${shownBytes(most)}`);
}

/** The reason, where a file is there and would not be read. It opens nothing. */
export function faultOf(
  path: string,
  most: number,
  bounds: LinkBounds | undefined,
): string | undefined {
  try {
    const { real, stats } = lookAt(path, bounds);
    checkKind(stats);
    if (stats.isFile()) checkSize(stats.size, most);
    accessSync(real, constants.R_OK);
    return undefined;
  } catch (error) {
    return isMissing(error) ? undefined : reasonOf(error);
  }
}

/** What a caught value says of a file that could not be read. */
export function reasonOf(caught: unknown): string {
  if (caught instanceof FileFault) return caught.message;
  const code = systemCode(caught);
  if (code === "EACCES" || code === "EPERM") return "may not be read by you";
  return `cannot be read: ${messageOf(caught)}`;
}

/** A path that leads to no file, a folder included. */
export function isMissing(caught: unknown): boolean {
  const code = systemCode(caught);
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}

function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (systemCode(error) === "ELOOP") throw new FileFault("is a link that leads in a circle");
    throw error;
  }
}

function kindOf(stats: Stats): string | undefined {
  if (stats.isFIFO()) return "a pipe";
  if (stats.isSocket()) return "a socket";
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return "a device";
  return stats.isFile() || stats.isDirectory() ? undefined : "something else";
}

function shownBytes(bytes: number): string {
  const mebi = bytes / 2 ** 20;
  return mebi >= 1 ? `${mebi} MiB` : `${bytes} bytes`;
}
