/** The add-on's own files in a failed run: from the path in the throw-away SPLUNK_HOME to the file of the user. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Addon } from "../addon/addon.ts";
import { readRegularText } from "../host/files/read-regular.ts";
import type { Frame, Place } from "./cause.ts";
import { literalsBehind } from "./literals-behind.ts";

/** Libraries that add-ons bring along. A fault shows in them, and its cause is mostly in whoever calls them. */
const LIBRARY =
  /\/(?:site-packages|splunklib|solnlib|splunktaucclib|aob_py[23]|requests|urllib3|httplib2|httpx|httpcore|aiohttp|certifi|six|[\w.]+\.dist-info)\//;

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
  const apps = `${splunkHome}/etc/apps/`;
  const known = new Map<string, string>();
  const read = (file: string): string => {
    const text = known.get(file) ?? readOrEmpty(file);
    known.set(file, text);
    return text;
  };
  const sourceOf = (file: string): string | undefined => {
    if (!file.startsWith(apps)) return undefined;
    const [appId = "", ...path] = file.slice(apps.length).split("/");
    const root = addons.find((addon) => addon.appId === appId)?.root;
    return root === undefined ? undefined : join(root, ...path);
  };
  return {
    read,
    place(frames) {
      const ofAddon = frames.flatMap(({ file, line }) => {
        const source = sourceOf(file);
        return source === undefined ? [] : [{ source, line }];
      });
      const frame = ofAddon.findLast(({ source }) => !LIBRARY.test(source)) ?? ofAddon.at(-1);
      if (frame === undefined) return undefined;
      const lines = read(frame.source).split(/\r?\n/);
      return {
        file: frame.source,
        line: frame.line,
        source: (lines[frame.line - 1] ?? "").trim(),
        literals: literalsBehind(lines, frame.line),
      };
    },
    functions(appId) {
      const root = addons.find((addon) => addon.appId === appId)?.root;
      if (root === undefined) return [];
      const files = ["bin", "lib"].flatMap((folder) => pythonIn(join(root, folder)));
      const names = files
        .slice(0, MOST_FILES)
        .flatMap((file) => [...read(file).matchAll(/^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)/gm)])
        .map(([, name = ""]) => name);
      return [...new Set(names)];
    },
  };
}

function pythonIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return LIBRARY.test(`${path}/`) ? [] : pythonIn(path);
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
