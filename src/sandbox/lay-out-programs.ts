/** $SPLUNK_HOME/bin: `splunk` and the Pythons, for scripts that call `$SPLUNK_HOME/bin/splunk cmd python …` or btool. */
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { standIns } from "./python-path.ts";

export function layOutPrograms(splunkHome: string, python: string | undefined): void {
  if (process.platform === "win32") {
    if (python === undefined) return;
    writeFileSync(
      join(splunkHome, "bin/splunk.cmd"),
      `@"${python}" "${standIns.splunkProgram}" %*\r\n`,
    );
    for (const name of ["python", "python3"]) {
      writeFileSync(join(splunkHome, `bin/${name}.cmd`), `@"${python}" %*\r\n`);
    }
    return;
  }
  const interpreter = python ?? "/usr/bin/env python3";
  program(
    splunkHome,
    "splunk",
    `exec ${quoted(interpreter)} ${quoted(standIns.splunkProgram)} "$@"`,
  );
  for (const name of ["python", "python3"])
    program(splunkHome, name, `exec ${quoted(interpreter)} "$@"`);
}

function program(splunkHome: string, name: string, line: string): void {
  const path = join(splunkHome, "bin", name);
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

/** For a shell; a path with a blank in it stays one word. */
function quoted(path: string): string {
  return path.startsWith("/usr/bin/env ") ? path : `'${path.replace(/'/g, `'\\''`)}'`;
}
