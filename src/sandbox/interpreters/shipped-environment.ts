/** The folder in which `ar-sim python setup` keeps the modules of Splunk's Python for a version. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";

/** This file is written last, so that an incomplete environment is never used. */
export const READY = "ready";

/** One environment for each minor version, since compiled modules fit no other. */
export function environmentFolder(version: string): string {
  return join(cacheFolder(), "python", version.split(".").slice(0, 2).join("."));
}

/** The site-packages of the environment, if there is one. */
export function environmentFor(version: string): string | undefined {
  const folder = environmentFolder(version);
  return existsSync(join(folder, READY)) ? sitePackages(folder) : undefined;
}

function sitePackages(folder: string): string | undefined {
  if (process.platform === "win32") return join(folder, "Lib", "site-packages");
  const name = readdirSync(join(folder, "lib")).find((entry) => entry.startsWith("python"));
  return name === undefined ? undefined : join(folder, "lib", name, "site-packages");
}
