import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Builds `dist/` once, bundle and all, so that the tests of the command line run what ships. A type error is
 * `npm run types`'s to tell: tsc writes the files all the same.
 */
export function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
  spawnSync(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: root });
  spawnSync("npm", ["run", "bundle"], { cwd: root, shell: process.platform === "win32" });
}
