/**
 * Tells which files a script wanted to write to and could not, since a fence refused it. Python 3.8 and newer tells of
 * each in a file. What other programs tried shows in their own words only.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CopiedApp, sourceOf } from "../../addon/sources/copied-app.ts";
import type { Problem, Where } from "../../errors.ts";
import { readRegularText } from "../../host/files/read-regular.ts";

const NAME = "refused-writes";
const MOST_BYTES = 2 * 2 ** 20;
const MOST_TOLD = 50;

/** Guess: `sh`, `bash`, `cp` and most others name the file before the system's message, and Python after it. */
const IN_WORDS = [
  /(\/[^\s:'"`‘’]+)['"`’]?: Read-only file system/g,
  /Read-only file system: (?:b?['"])(\/[^'"]+)['"]/g,
];

/** Without this file, Python tells nothing. `root` is the folder that SPLUNK_HOME lies in. */
export function prepareRefusedWrites(root: string): void {
  writeFileSync(join(root, NAME), "");
}

export function explainRefusedWrites(
  splunkHome: string,
  apps: readonly CopiedApp[],
  invocations: readonly { readonly stdout: string; readonly stderr: string }[],
): Problem[] {
  const wheres = new Map<string, Where | undefined>();
  for (const line of linesOf(splunkHome)) {
    const [path = "", file = "", number] = line.split("\t");
    if (path.startsWith("/") && !wheres.has(path)) wheres.set(path, placeOf(file, number, apps));
  }
  for (const { stdout, stderr } of invocations)
    for (const pattern of IN_WORDS)
      for (const [, path = ""] of `${stderr}\n${stdout}`.matchAll(pattern))
        if (!wheres.has(path)) wheres.set(path, undefined);
  return [...wheres].slice(0, MOST_TOLD).map(([path, where]) => ({
    code: "ADDON_WRITES_OUTSIDE",
    message: `the script tried to write to ${path}, which is outside of its SPLUNK_HOME and was refused`,
    hint: "Write below SPLUNK_HOME. To allow it here, write --writable with the folder.",
    where,
  }));
}

/** The script could write to this file too, so odd lines are left out. */
function linesOf(splunkHome: string): string[] {
  try {
    return readRegularText(join(dirname(splunkHome), NAME), { most: MOST_BYTES }).split("\n", 1000);
  } catch {
    return [];
  }
}

function placeOf(
  file: string,
  number: string | undefined,
  apps: readonly CopiedApp[],
): Where | undefined {
  const line = Number(number);
  const source = sourceOf(file, apps);
  if (source === undefined || !Number.isSafeInteger(line) || line < 1) return undefined;
  return { file: source.file, line };
}
