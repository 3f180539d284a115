/**
 * The compiled files of Python sources, for one interpreter. They are made once, and kept in the cache folder, so that a
 * throw-away SPLUNK_HOME has them from the start.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";
import { makeFolder } from "../../host/files/make-folder.ts";
import type { Interpreter } from "../process/script-run.ts";
import { standIns } from "../python-path.ts";

/** By path, with slashes. */
export type Files = ReadonlyMap<string, Buffer>;

const NONE: Files = new Map();
/** An interpreter that hangs must not hang ar-sim. The run then compiles for itself. */
const PATIENCE_MS = 20_000;

/** They are valid beside sources that have `mtime`, in seconds. */
export function compiledSources(
  sources: Files,
  mtime: number,
  { path, version }: Pick<Interpreter, "path" | "version">,
): Files {
  const hash = createHash("sha256").update(`${path}\0${version}\0${mtime}\0`);
  for (const [name, bytes] of sources) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  const file = join(cacheFolder(), "compiled", hash.digest("hex"));
  const kept = readPack(file);
  if (kept !== undefined) return kept;
  const texts = Object.fromEntries([...sources].map(([name, bytes]) => [name, String(bytes)]));
  const { stdout } = spawnSync(path, ["-S", "-E", "-s", standIns.compileSources], {
    input: JSON.stringify({ mtime, sources: texts }),
    maxBuffer: 2 ** 28,
    timeout: PATIENCE_MS,
    windowsHide: true,
  });
  const made = unpack(stdout ?? Buffer.alloc(0));
  if (made === undefined) return NONE;
  keepPack(file, stdout);
  return made;
}

function readPack(file: string): Files | undefined {
  try {
    return unpack(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** A line that names the files and their lengths, and then their bytes. Undefined if it is not whole. */
function unpack(pack: Buffer): Files | undefined {
  const end = pack.indexOf("\n");
  if (end < 0) return undefined;
  const files = new Map<string, Buffer>();
  let at = end + 1;
  for (const [path, length] of namedIn(pack.toString("utf8", 0, end))) {
    files.set(path, pack.subarray(at, at + length));
    at += length;
  }
  return at === pack.length ? files : undefined;
}

function namedIn(line: string): [string, number][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return [];
  }
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [path, length]: unknown[] = entry;
    return typeof path === "string" && typeof length === "number" ? [[path, length]] : [];
  });
}

/** Writes another file and renames it, so that two runs at once never leave half a file. */
function keepPack(file: string, pack: Buffer): void {
  try {
    makeFolder(dirname(file));
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, pack, { mode: 0o444 });
    renameSync(draft, file);
  } catch {
    // Without a cache, each process of ar-sim compiles once more.
  }
}
