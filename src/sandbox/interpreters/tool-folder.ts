/** Where `ar-sim python setup --with` keeps Python's own tools, beside the modules that Splunk ships. */
import { join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";

/** Tools that ar-sim can start in a script. */
export const TOOLS = ["coverage", "debugpy"] as const;

export type Tool = (typeof TOOLS)[number];

/** All of them; for one minor version each, there is a folder in it, as `3.9`. */
export function toolFolder(): string {
  return join(cacheFolder(), "python-tools");
}

export function toolFolderOf(version: string): string {
  return join(toolFolder(), version.split(".").slice(0, 2).join("."));
}
