// The packed tarball with what a user may fetch beside it: vitest 3 and 4, and the modules of Splunk's Python.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installPackage, strangersEnv } from "../support/setup/install-package.ts";
import { fixture } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { tryMatchers } from "../support/try-matchers.ts";

/** What npm and pip say of an index that they do not reach. */
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|No matching distribution|Connection|Network is unreachable/;

let folder = "";
beforeAll(async () => {
  ({ folder } = await installPackage());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stranger = { env: strangersEnv(), extendEnv: false, reject: false, all: true } as const;

function tellSkipped(what: string): void {
  process.stdout.write(`skipped: ${what} cannot be had here\n`);
}

it.for(["3", "4"])(
  "has matchers for vitest %s, which npm installs beside it",
  { timeout: 300_000 },
  async (version, { skip }) => {
    const cwd = join(folder, `vitest-${version}`);
    mkdirSync(cwd);
    for (const name of ["package.json", "package-lock.json", "node_modules"])
      cpSync(join(folder, name), join(cwd, name), { recursive: true });
    const wanted = [`vitest@${version}`, "@types/node@20"];
    const npm = await execa("npm", ["install", "--save-dev", ...wanted], { ...stranger, cwd });
    if (npm.failed && OFFLINE.test(npm.all)) {
      tellSkipped(`vitest ${version}`);
      return skip();
    }
    expect(npm.all, npm.all).not.toMatch(/npm error/);
    expect(await tryMatchers(cwd, fixture("TA_ping"))).toEqual([]);
  },
);

it("makes the environment of Splunk's Python", { timeout: 300_000 }, async ({ skip }) => {
  const program = join(folder, "node_modules", ".bin", "ar-sim");
  const env = { ...stranger.env, AR_SIM_CACHE: tempFolder() };
  const setup = await execa(program, ["python", "setup"], { ...stranger, env, cwd: folder });
  if (setup.failed && OFFLINE.test(setup.all)) {
    tellSkipped("the modules of Splunk's Python");
    return skip();
  }
  expect(setup.stdout, setup.all).toMatch(/^ready: /m);
});
