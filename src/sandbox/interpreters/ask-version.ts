/** Finds the exact version of an interpreter by starting it. The answer is cached until the file changes. */
import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";
import { makeFolder } from "../../host/files/make-folder.ts";

type Known = Record<string, string>;

/** `3.9.18`, or undefined if it does not start or is not Python. */
export function askVersion(path: string): string | undefined {
  const file = join(cacheFolder(), "python-versions.json");
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const key = `${path} ${stat.size} ${stat.mtimeMs}`;
  const known = readKnown(file);
  const cached = Object.hasOwn(known, key) ? known[key] : undefined;
  if (cached !== undefined) return cached;
  const code = 'import sys; sys.stdout.write("%d.%d.%d" % sys.version_info[:3])';
  const asked = spawnSync(path, ["-S", "-c", code], {
    encoding: "utf8",
    timeout: 20_000,
    windowsHide: true,
  });
  const version = /^\d+\.\d+\.\d+$/.exec(asked.stdout ?? "")?.[0];
  if (version !== undefined) remember(file, { ...known, [key]: version });
  return version;
}

function readKnown(file: string): Known {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
    const entries = Object.entries(parsed ?? {});
    return Object.fromEntries(entries.filter(([, version]) => typeof version === "string"));
  } catch {
    return {};
  }
}

/** Writes another file and renames it, so that two runs at once never leave half a file. */
function remember(file: string, known: Known): void {
  try {
    makeFolder(dirname(file));
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(known));
    renameSync(draft, file);
  } catch {
    // Without a cache, each run starts the interpreter once more.
  }
}
