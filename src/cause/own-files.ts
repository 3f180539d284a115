/** The add-on's own files in a failed run: from the path in the throw-away SPLUNK_HOME to the file of the user. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../addon/addon.ts";
import { sourceOf } from "../addon/sources/copied-app.ts";
import { vendoredIn } from "../addon/sources/vendored-in.ts";
import { readRegularText } from "../host/files/read-regular.ts";
import type { Frame, Place } from "./cause.ts";
import { literalsBehind } from "./literals-behind.ts";

const MOST_FILES = 200;
const MOST_BYTES = 2 ** 20;

export interface OwnFiles {
  /** The innermost frame in the add-on's own code. */
  place(frames: readonly Frame[]): Place | undefined;
  /** Empty where it cannot be read. */
  read(file: string): string;
  /** The functions that Python files in bin/ and lib/ of an app define. */
  functions(appId: string): readonly string[];
}

export function ownFiles(splunkHome: string, addons: readonly Addon[]): OwnFiles {
  const apps = addons.map(({ appId, root }) => ({
    appId,
    root,
    folder: join(splunkHome, "etc", "apps", appId),
    isVendored: vendoredIn(root),
  }));
  const known = new Map<string, string>();
  const read = (file: string): string => {
    const text = known.get(file) ?? readOrEmpty(file);
    known.set(file, text);
    return text;
  };
  return {
    read,
    place(frames) {
      const ofAddon = frames.flatMap(({ file, line }) => {
        const source = sourceOf(file, apps);
        if (source === undefined) return [];
        return [{ file: source.file, line, isOwn: !source.app.isVendored(source.path) }];
      });
      // A fault shows in a library, and its cause is mostly in whoever calls it.
      const frame = ofAddon.findLast(({ isOwn }) => isOwn) ?? ofAddon.at(-1);
      if (frame === undefined) return undefined;
      const lines = read(frame.file).split(/\r?\n/);
      return {
        file: frame.file,
        line: frame.line,
        source: (lines[frame.line - 1] ?? "").trim(),
        literals: literalsBehind(lines, frame.line),
      };
    },
    functions(appId) {
      const app = apps.find((known) => known.appId === appId);
      if (app === undefined) return [];
      const { root, isVendored } = app;
      const files = ["bin", "lib"].flatMap((folder) => pythonIn(root, folder, isVendored));
      const names = files
        .slice(0, MOST_FILES)
        .flatMap((file) => [
          ...read(join(root, file)).matchAll(/^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)/gm),
        ])
        .map(([, name = ""]) => name);
      return [...new Set(names)];
    },
  };
}

/** Paths inside of the app, of the author's own files alone. */
function pythonIn(root: string, folder: string, isVendored: (path: string) => boolean): string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (isVendored(path)) return [];
      if (entry.isDirectory()) return pythonIn(root, path, isVendored);
      return entry.isFile() && entry.name.endsWith(".py") ? [path] : [];
    });
  } catch {
    return [];
  }
}

function readOrEmpty(file: string): string {
  try {
    return readRegularText(file, { most: MOST_BYTES });
  } catch {
    return "";
  }
}
