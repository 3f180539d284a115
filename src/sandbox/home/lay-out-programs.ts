/**
 * Lays out $SPLUNK_HOME/bin: `splunk`, `btool`, `python` and `node`, which scripts call. Each program sets SPLUNK_HOME
 * itself, so that it works in an empty environment, and in a shell in a kept sandbox.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { standIns } from "../python-path.ts";

/** Where the run has no interpreter: any Python 3 of the system. Not the first on PATH, which is this very program. */
const SYSTEM_PYTHON = '"$(PATH=/usr/local/bin:/usr/bin:/bin command -v python3)"';

export function layOutPrograms(splunkHome: string, python: string | undefined): void {
  if (process.platform === "win32") {
    layOutBatches(splunkHome, python ?? "py");
    return;
  }
  const interpreter = python === undefined ? SYSTEM_PYTHON : quoted(python);
  const program = (name: string, start: string): void =>
    writeFileSync(
      join(splunkHome, "bin", name),
      `#!/bin/sh\nexport SPLUNK_HOME=${quoted(splunkHome)}\nexec ${start} "$@"\n`,
      { mode: 0o755 },
    );
  const splunk = `${interpreter} ${quoted(standIns.splunkProgram)}`;
  program("splunk", splunk);
  // Seen: add-ons call it to read their .conf files.
  program("btool", `${splunk} btool`);
  program("python", interpreter);
  program("python3", interpreter);
  program("node", quoted(process.execPath));
}

function layOutBatches(splunkHome: string, python: string): void {
  const program = (name: string, start: string): void =>
    writeFileSync(
      join(splunkHome, "bin", `${name}.cmd`),
      `@set "SPLUNK_HOME=${splunkHome}"\r\n@${start} %*\r\n`,
    );
  program("splunk", `"${python}" "${standIns.splunkProgram}"`);
  program("btool", `"${python}" "${standIns.splunkProgram}" btool`);
  program("python", `"${python}"`);
  program("python3", `"${python}"`);
  program("node", `"${process.execPath}"`);
}

/** Quotes a path for the shell. */
function quoted(path: string): string {
  return `'${path.replace(/'/g, `'\\''`)}'`;
}
