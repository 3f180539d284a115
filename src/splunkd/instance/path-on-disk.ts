/**
 * Where a file that a caller names lies here. Callers make such paths of the SPLUNK_HOME that server/settings tells:
 * what is below `etc/apps/<app>` of it lies in the folder of that app.
 */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { Instance } from "./instance.ts";

export function pathOnDisk(path: string, { home, handlerHome, settings, addon }: Instance): string {
  const plain = path.replace(/^\$SPLUNK_HOME(?=\/)/, home);
  if (existsSync(plain)) return plain;
  const told = [home, settings.splunkHome].find((one) => plain.startsWith(`${one}/`));
  if (told === undefined) return path;
  const below = plain.slice(told.length + 1);
  // What an app's handlers wrote lies in the home that they have.
  const written = handlerHome === undefined ? undefined : within(handlerHome, below);
  if (written !== undefined && existsSync(written)) return written;
  const [, app, inApp = ""] = /^etc\/apps\/([^/]+)\/(.*)$/s.exec(below) ?? [];
  const root = [addon, ...(addon?.also ?? [])].find((one) => one?.appId === app)?.root;
  return (root === undefined ? undefined : within(root, inApp)) ?? path;
}

/** undefined where it would lead out of the folder. */
function within(folder: string, below: string): string | undefined {
  const file = join(folder, below);
  const inside = relative(folder, file);
  return inside.startsWith("..") || isAbsolute(inside) ? undefined : file;
}
