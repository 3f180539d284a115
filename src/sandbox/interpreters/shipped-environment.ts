/** Where `ar-sim python setup` keeps the modules of Splunk's Python for one version. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";

/** Written last, so that half an environment is never used. */
export const READY = "ready";

/** One environment for each minor version: compiled modules fit no other. */
export function environmentFolder(version: string): string {
  return join(cacheFolder(), "python", version.split(".").slice(0, 2).join("."));
}

/** Its site-packages, or undefined when there is none. */
export function environmentFor(version: string): string | undefined {
  const folder = environmentFolder(version);
  return existsSync(join(folder, READY)) ? sitePackages(folder) : undefined;
}

function sitePackages(folder: string): string | undefined {
  if (process.platform === "win32") return join(folder, "Lib", "site-packages");
  const name = readdirSync(join(folder, "lib")).find((entry) => entry.startsWith("python"));
  return name === undefined ? undefined : join(folder, "lib", name, "site-packages");
}
