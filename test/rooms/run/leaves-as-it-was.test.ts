import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { packageFile } from "../../../src/host/package-file.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Writes to, truncates and replaces all that it can reach, and follows each link. */
const RUIN = `
import os, sys
changed = 0
seen = set()
for folder, folders, files in os.walk(os.environ["SPLUNK_HOME"], followlinks=True):
    real = os.path.realpath(folder)
    if real in seen:
        folders[:] = []
        continue
    seen.add(real)
    for name in files:
        path = os.path.join(folder, name)
        if path == os.path.abspath(__file__):
            continue
        try:
            with open(path, "a") as file:
                file.write("\\nRUINED = 1\\n")
            with open(path, "r+") as file:
                file.truncate(3)
            with open(path + ".new", "w") as file:
                file.write("RUINED = 1\\n")
            os.rename(path + ".new", path)
            changed += 1
        except (IOError, OSError):
            pass
sys.stdout.write("changed %d" % changed)
`;

/** What of the installation a run uses. Python's own compiled files, which other tests make, are not part of it. */
function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = join(folder, name);
    if (/__pycache__|\.pyc$/.test(name) || !statSync(file).isFile()) continue;
    hash.update(`${name}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

it.skipIf(process.platform === "win32")(
  "leaves the installation as it was, whatever a script writes below SPLUNK_HOME",
  async () => {
    const addon = tempFolder({
      "default/app.conf": "[launcher]\nversion = 1.0.0\n[package]\nid = TA_ruin\n",
      "default/alert_actions.conf": "[ruin]\nis_custom = 1\n",
      "bin/ruin.py": RUIN,
    });
    const installation = ["src", "dist"].map(packageFile).filter((folder) => existsSync(folder));
    const before = installation.map(hashOf);
    const { invocations } = await sendAlert(loadAddon(addon));
    const changed = /changed (\d+)/.exec(invocations[0]?.stdout ?? "")?.[1];
    expect(Number(changed)).toBeGreaterThan(100);
    expect(installation.map(hashOf)).toEqual(before);
  },
);
