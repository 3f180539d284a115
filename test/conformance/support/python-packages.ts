import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/ar-sim/python", import.meta.url));

/** What pip says of a package index that it does not reach, or that lacks the package. */
const OFFLINE =
  /No matching distribution|Could not find a version|Connection|Temporary failure|Network is unreachable|timed out|No module named (?:pip|ensurepip)/i;

/** Folder with the packages, laid there once; or why they cannot be had here. */
export async function pythonPackages(
  python: string,
  packages: readonly string[],
): Promise<{ folder: string } | { missing: string }> {
  const folder = join(CACHE, packages.join("+").replaceAll(/[^\w.+-]/g, "_"));
  const ready = join(folder, "ready");
  if (existsSync(ready)) return { folder };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"];
  const { failed, all = "" } = await execa(python, [...args, folder, ...packages], {
    all: true,
    reject: false,
  });
  if (failed && OFFLINE.test(all)) return { missing: all.trim().split("\n").at(-1) ?? "" };
  if (failed) throw new Error(`pip failed: ${all}`);
  writeFileSync(ready, "");
  return { folder };
}
