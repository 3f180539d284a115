import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { leaseKeeper } from "../../../../../src/sandbox/fence/lease-keeper.ts";
import { findPython } from "../../../../../src/sandbox/interpreters/find-python.ts";
import { runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

/** Writes to, truncates and replaces all below SPLUNK_HOME, gives itself every right, and follows each link. */
const RUIN = `import os, stat, sys
import shipped
reached = refused = 0
for folder, folders, files in os.walk(os.environ["SPLUNK_HOME"], followlinks=True):
    for name in files:
        path = os.path.join(folder, name)
        if path == os.path.abspath(__file__):
            continue
        reached += "shipped" in path
        def write(mode, act):
            with open(path, mode) as file:
                act(file)
        for act in (
            lambda: os.chmod(folder, 0o777),
            lambda: os.chmod(path, 0o777),
            lambda: write("a", lambda file: file.write("RUINED = 1")),
            lambda: write("r+", lambda file: file.truncate(3)),
            lambda: os.rename(path, path + ".old"),
            lambda: write("w", lambda file: file.write("RUINED = 1")),
        ):
            try:
                act()
            except (IOError, OSError):
                refused += "shipped" in path
print("%s, reached %d, refused %d" % (shipped.SAYS, reached, refused))
`;

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const { mode, isFile } = statsOf(join(folder, name));
    hash.update(`${name}\0${mode}\0`);
    if (isFile) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}

function statsOf(path: string): { readonly mode: number; readonly isFile: boolean } {
  const stats = statSync(path);
  return { mode: stats.mode, isFile: stats.isFile() };
}

it.skipIf(!stands)(
  "keeps a script from the modules of `ar-sim python setup`, which outlive the run",
  async () => {
    const [major, minor] = findPython({}).version.split(".");
    const cache = tempFolder();
    // As set up, but that all may be written to: only the fence stands before it.
    const environment = join(cache, "python", `${major}.${minor}`);
    const packages = join(environment, `lib/python${major}.${minor}/site-packages`);
    mkdirSync(join(packages, "shipped"), { recursive: true });
    writeFileSync(join(environment, "ready"), "");
    writeFileSync(join(packages, "shipped/__init__.py"), "SAYS = 'shipped'\n");
    const addon = tempFolder({
      "default/app.conf": "[package]\nid = TA_ruin\n",
      "default/alert_actions.conf": "[ruin]\nis_custom = 1\n",
      "bin/ruin.py": RUIN,
    });
    const before = hashOf(environment);
    const { stdout } = await runCli(["run", "--app", addon, "--json"], {
      env: { AR_SIM_CACHE: cache },
    });
    expect(stdout).toMatch(/"stdout": "shipped, reached 1, refused 6\\n"/);
    expect(hashOf(environment)).toBe(before);
  },
);
