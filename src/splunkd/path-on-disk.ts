/**
 * Where a file that a caller names lies here. Callers make such paths of the SPLUNK_HOME that server/settings tells:
 * what is below `etc/apps/<app>` of it lies in the folder of that app.
 */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { Instance } from "./instance.ts";

export function pathOnDisk(path: string, { home, settings, addon }: Instance): string {
  const plain = path.replace(/^\$SPLUNK_HOME(?=\/)/, home);
  // What an app's handlers wrote lies in the home that they have.
  if (existsSync(plain)) return plain;
  const apps = [home, settings.splunkHome]
    .map((one) => `${one}/etc/apps/`)
    .find((one) => plain.startsWith(one));
  if (apps === undefined) return path;
  const [app = "", ...rest] = plain.slice(apps.length).split("/");
  const root = [addon, ...(addon?.also ?? [])].find((one) => one?.appId === app)?.root;
  if (root === undefined) return path;
  const file = join(root, ...rest);
  const inside = relative(root, file);
  return inside.startsWith("..") || isAbsolute(inside) ? path : file;
}
