import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { setup as build } from "./build-once.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const shell = process.platform === "win32";

/** The tarball in a folder of its own, outside the repository, as a new user has it. */
export interface Installed {
  readonly folder: string;
  readonly tarball: string;
  readonly npm: { readonly stdout: string; readonly stderr: string };
}

declare module "vitest" {
  interface ProvidedContext {
    readonly installed: Installed;
  }
}

/**
 * The environment of a new user's shell: nothing that npm or vitest set for their children, and nothing that leads to the
 * packages of this repository.
 */
export function strangersEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_|NODE_|VITEST|VITE_|INIT_CWD|FORCE_COLOR|TEST$|DEV$|PROD$|MODE$|SSR$|CI$)/.test(
        name,
      ),
  );
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(process.execPath), ...path].join(delimiter),
    NO_COLOR: "1",
  };
}

/** Packs what `dist/` holds now; no index is asked, and a warning would stand in `npm.stderr`. */
export async function installPackage(): Promise<Installed> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-installed-")));
  const packing = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", packing, { cwd: ROOT, shell });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  const tarball = join(folder, packed?.filename ?? "");
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
  const installing = ["install", tarball, "--engine-strict", "--offline"];
  const npm = await run("npm", installing, { cwd: folder, env: strangersEnv(), shell });
  return { folder, tarball, npm };
}

let folder: string | undefined;

export async function setup(project: TestProject): Promise<void> {
  build();
  const installed = await installPackage();
  folder = installed.folder;
  project.provide("installed", installed);
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
