/** Links what `ar-sim python setup` made into a SPLUNK_HOME. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Interpreter } from "../process/script-run.ts";

/** At the same place as in Splunk, so that no path leads to the cache of ar-sim. */
export function linkShipped(
  splunkHome: string,
  python: Pick<Interpreter, "version" | "venv"> | undefined,
): string[] {
  if (python?.venv === undefined) return [];
  const minor = python.version.split(".").slice(0, 2).join(".");
  const folder = join(splunkHome, `lib/python${minor}`);
  mkdirSync(folder);
  linkFolder(python.venv, join(folder, "site-packages"));
  return [join(folder, "site-packages")];
}

/** These are thousands of files, too many to copy. `ar-sim python setup` makes them read-only. */
function linkFolder(target: string, path: string): void {
  symlinkSync(target, path, process.platform === "win32" ? "junction" : "dir");
}
