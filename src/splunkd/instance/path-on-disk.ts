/**
 * Where a file that a caller names lies here. Callers make such paths of the SPLUNK_HOME that server/settings tells:
 * what is below `etc/apps/<app>` of it lies in the folder of that app.
 */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import type { Apps } from "./apps/apps.ts";
import type { Home } from "./home.ts";

interface Disk {
  readonly home: Home;
  readonly apps: Apps;
}

/** The path itself where nothing of the stand-in lies there. */
export function pathOnDisk(path: string, { home, apps }: Disk): string {
  const plain = path.replace(/^\$SPLUNK_HOME(?=\/)/, home.told);
  if (existsSync(plain)) return plain;
  const root = [home.told, home.given].find((folder) => plain.startsWith(`${folder}/`));
  if (root === undefined) return path;
  const below = plain.slice(root.length + 1);
  return ofHandlers(below, home) ?? ofApp(below, apps) ?? path;
}

/** What an app's handlers wrote lies in the home that they have. */
function ofHandlers(below: string, { ofHandlers: folder }: Home): string | undefined {
  const file = folder === undefined ? undefined : within(folder, below);
  return file !== undefined && existsSync(file) ? file : undefined;
}

function ofApp(below: string, apps: Apps): string | undefined {
  const [, app = "", inApp = ""] = /^etc\/apps\/([^/]+)\/(.*)$/s.exec(below) ?? [];
  const root = apps.named(app)?.root;
  return root === undefined ? undefined : within(root, inApp);
}

/** undefined where it would lead out of the folder. */
function within(folder: string, below: string): string | undefined {
  const file = join(folder, below);
  const inside = relative(folder, file);
  return inside.startsWith("..") || isAbsolute(inside) ? undefined : file;
}
