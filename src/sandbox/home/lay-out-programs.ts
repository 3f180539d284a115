/**
 * $SPLUNK_HOME/bin: `splunk`, `btool`, `python` and `node`, for scripts that call `$SPLUNK_HOME/bin/splunk cmd python …` or btool.
 * Each knows its home by itself, so that a caller with a bare environment is served, and so is a person in a kept sandbox.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { standIns } from "../python-path.ts";

/** Without an interpreter of the run's own, whichever Python 3 the system has: never ourselves, first on PATH. */
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
  // Seen in add-ons that read their confs by it.
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

/** For a shell; a path with a blank in it stays one word. */
function quoted(path: string): string {
  return `'${path.replace(/'/g, `'\\''`)}'`;
}
