/** Masks the logs of a SPLUNK_HOME that is kept: people attach them to tickets. What else is in it stays as the script left it. */
import { closeSync, openSync, readdirSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkBounds } from "../host/files/link-bounds.ts";
import { openRegular } from "../host/files/read-regular.ts";
import type { Mask } from "../text/masking/mask.ts";
import type { Transcript } from "../transcript.ts";
import { truthOf } from "./truth.ts";

/** A log is read in pieces of whole lines. */
const PIECE = 32 << 20;

export function maskKeptLogs(shown: Transcript): void {
  const { transcript, mask } = truthOf(shown);
  if (!mask.isEmpty) maskFolder(join(transcript.splunkHome, "var", "log"), mask);
}

/** Links lead elsewhere, and what they lead to is not ours. */
function maskFolder(folder: string, mask: Mask): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) maskFolder(path, mask);
    else if (entry.isFile()) maskFile(path, mask);
  }
}

function maskFile(path: string, mask: Mask): void {
  const source = tryToOpen(path);
  if (source === undefined) return;
  // Replaced, and never written into: the script may have linked it to another file.
  const masked = `${path}.masked`;
  const target = openSync(masked, "wx", 0o600);
  let isChanged = false;
  try {
    for (const piece of piecesOf(source)) {
      const text = mask.binary(piece);
      isChanged ||= text !== piece;
      writeSync(target, text, null, "latin1");
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
  if (isChanged) renameSync(masked, path);
  else rmSync(masked);
}

/** undefined where the script has left what nobody may read. */
function tryToOpen(path: string): number | undefined {
  try {
    return openRegular(path, linkBounds(dirname(path)));
  } catch {
    return undefined;
  }
}

/** Each character is a byte. */
function* piecesOf(file: number): Generator<string> {
  const buffer = Buffer.alloc(PIECE);
  let open = "";
  for (;;) {
    const size = readSync(file, buffer, 0, PIECE, null);
    if (size === 0) break;
    const text = open + buffer.toString("latin1", 0, size);
    const cut = text.lastIndexOf("\n") + 1;
    open = text.slice(cut);
    if (cut > 0) yield text.slice(0, cut);
    if (open.length < PIECE) continue;
    yield open;
    open = "";
  }
  if (open !== "") yield open;
}
