/** The `conf` and `files` of a case as files of the add-on. Settings are appended to those of its own local/ layer. */
import { join } from "node:path";
import { linkBounds } from "../../host/files/link-bounds.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import type { Given } from "../file/scenario.ts";

export function layOver(given: Given, root: string): ReadonlyMap<string, string> | undefined {
  const files = new Map(Object.entries(given.files ?? {}));
  for (const [conf, stanzas] of Object.entries(given.conf ?? {})) {
    const path = `local/${conf.replace(/\.conf$/, "")}.conf`;
    const before = files.get(path) ?? readText(root, path);
    files.set(
      path,
      `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${render(stanzas)}`,
    );
  }
  return files.size === 0 ? undefined : files;
}

function render(stanzas: NonNullable<Given["conf"]>[string]): string {
  return Object.entries(stanzas)
    .map(([stanza, settings]) => {
      const lines = Object.entries(settings).map(
        // A line that goes on ends with a backslash.
        ([key, value]) => `${key} = ${value.replaceAll("\n", "\\\n")}\n`,
      );
      return `[${stanza}]\n${lines.join("")}\n`;
    })
    .join("");
}

function readText(root: string, path: string): string {
  try {
    return readRegularText(join(root, path), { bounds: linkBounds(root) });
  } catch {
    return "";
  }
}
