import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { findPython } from "../../../src/sandbox/interpreters/find-python.ts";

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/ar-sim/ucc", import.meta.url));
const GENERATOR = "splunk-add-on-ucc-framework==6.6.0";

/** What pip says of a package index that it does not reach, or that lacks the package. */
const OFFLINE =
  /No matching distribution|Could not find a version|Connection|Temporary failure|Network is unreachable|timed out|No module named (?:venv|pip|ensurepip)/i;

/**
 * Builds a UCC source tree by Splunk's own generator, once for each state of the sources. Gives the built add-on's
 * folder, or why it cannot be had here: no package index, or no Python that the generator runs on.
 */
export async function buildUcc(source: string): Promise<{ folder: string } | { missing: string }> {
  const cache = join(CACHE, hashOf(source));
  const ready = join(cache, "ready");
  const output = join(cache, "output");
  if (!existsSync(ready)) {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    const python = findPython({ required: "3.9, 3.10, 3.11, 3.12, 3.13" });
    const venv = join(cache, "venv");
    const bin = join(venv, process.platform === "win32" ? "Scripts" : "bin");
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", GENERATOR];
    for (const [program, args] of [
      [python.path, ["-m", "venv", venv]],
      [join(bin, "python"), pip],
      [
        join(bin, "ucc-gen"),
        [
          "build",
          "--source",
          join(source, "package"),
          "--config",
          join(source, "globalConfig.json"),
        ]
          .concat(["--ta-version", "1.0.0", "--output", output])
          .concat(["--python-binary-name", findPython({}).path]),
      ],
    ] as const) {
      const { failed, all = "" } = await execa(program, args, { all: true, reject: false });
      if (failed && OFFLINE.test(all)) return { missing: all.trim().split("\n").at(-1) ?? "" };
      if (failed) throw new Error(`the UCC generator failed: ${all}`);
    }
    writeFileSync(ready, "");
  }
  const [name = ""] = readdirSync(output);
  return { folder: join(output, name) };
}

function hashOf(folder: string): string {
  const hash = createHash("sha256").update(GENERATOR);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    hash.update(entry);
    try {
      hash.update(readFileSync(join(folder, entry)));
    } catch {
      // A folder.
    }
  }
  return hash.digest("hex").slice(0, 16);
}
