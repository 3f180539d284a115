import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const isWindows = process.platform === "win32";
// Vitest loads this file once for each project that needs it, all in one process.
const builds = globalThis as { arSimBuild?: string };

/**
 * Builds `dist/` once, bundle and all, so that the tests run what ships. A type error is `npm run types`'s to tell: tsc
 * writes the files all the same.
 */
export function setup(): void {
  if (builds.arSimBuild !== undefined) return;
  builds.arSimBuild = "done";
  const tsc = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));
  spawnSync(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: ROOT });
  const bundle = spawnSync("npm", ["run", "bundle"], {
    cwd: ROOT,
    shell: isWindows,
    encoding: "utf8",
  });
  if (bundle.status !== 0) throw new Error(`the bundle cannot be built:\n${bundle.stderr}`);
}
