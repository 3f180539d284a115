// What the library exports: by name from the sources, and as a stranger gets it, from the packed tarball.
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as library from "../src/index.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ADDON = join(ROOT, "harness-fixtures", "addons", "TA_ping");
const folder = mkdtempSync(join(tmpdir(), "ar-sim-test-"));

beforeAll(async () => {
  const packing = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", packing, { cwd: ROOT });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  await run("tar", ["-xzf", join(folder, packed?.filename ?? ""), "-C", folder]);
  mkdirSync(join(folder, "node_modules"));
  const home = join(folder, "node_modules", "ar-sim");
  cpSync(join(folder, "package"), home, { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(home, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function asStranger(code: string): Promise<string> {
  writeFileSync(join(folder, "main.js"), code);
  const { stdout, stderr } = await run(process.execPath, ["main.js"], { cwd: folder });
  expect(stderr).toBe("");
  return stdout;
}

const EXPORTS = Object.keys(library).sort();

it("exports what is meant for callers, and no more", () => {
  expect(EXPORTS).toMatchInlineSnapshot(`
    [
      "HarnessError",
      "buildNotable",
      "callsRest",
      "checkAddon",
      "checks",
      "diagnose",
      "findAddonRoot",
      "isModactionResult",
      "loadAddon",
      "logsStatus",
      "reporters",
      "runScenarios",
      "runSearch",
      "sendAlert",
      "startSplunkd",
      "succeeds",
      "transcriptSnapshot",
      "validateParams",
      "writesEvent",
    ]
  `);
});

it("exports the same from the tarball", async () => {
  const names = await asStranger(
    'import * as all from "ar-sim"; console.log(JSON.stringify(Object.keys(all).sort()))',
  );
  expect(JSON.parse(names)).toEqual(EXPORTS);
});

it("runs an action from the tarball, prints nothing and does not exit", async () => {
  const printed = await asStranger(`
    import { loadAddon, sendAlert } from "ar-sim";
    const transcript = await sendAlert(loadAddon(${JSON.stringify(ADDON)}), {
      rows: { kind: "pairs", pairs: [["dest", "192.0.2.7"]] },
    });
    console.log(transcript.verdict.status, transcript.events.length);
  `);
  expect(printed).toBe("pass 1\n");
});

it("throws a HarnessError that a caller can tell from others", async () => {
  const printed = await asStranger(`
    import { HarnessError, loadAddon } from "ar-sim";
    try { loadAddon("/nowhere"); } catch (error) {
      console.log(error instanceof HarnessError, error.code, typeof error.hint);
    }
  `);
  expect(printed).toBe("true ADDON_NOT_FOUND string\n");
});

it("ships the command line and the schemas", async () => {
  const main = join(folder, "node_modules", "ar-sim", "dist", "bin", "main.cjs");
  const { stdout } = await run(process.execPath, [main, "run", "--app", ADDON], { cwd: folder });
  expect(stdout).toContain("PASS");
  const printed = await asStranger(`
    import { readFileSync } from "node:fs";
    for (const name of ["transcript", "scenario", "config"]) {
      const schema = readFileSync(new URL(import.meta.resolve("ar-sim/" + name + ".schema.json")));
      console.log(JSON.parse(schema).title);
    }
  `);
  expect(printed).toBe(
    "Transcript of one ar-sim run\nA scenario file of ar-sim test\nThe configuration of ar-sim beside an add-on\n",
  );
});

const USE = `
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadAddon, sendAlert, startSplunkd, succeeds, writesEvent, type Splunkd, type StartSplunkdOptions } from "ar-sim";
const addon = loadAddon(${JSON.stringify(ADDON)});
const options: StartSplunkdOptions = { addon, fixtures: { credentials: [{ username: "api", password: "p" }] } };
test("pings twice", async () => {
  await using splunkd: Splunkd = await startSplunkd(options);
  for (const dest of ["192.0.2.7", "192.0.2.8"]) {
    const run = await sendAlert(addon, { rows: { kind: "pairs", pairs: [["dest", dest]] }, splunkd });
    for (const { pass, message } of [succeeds(run), writesEvent(run)]) assert.ok(pass, message);
  }
  await splunkd.close();
});
`;

it.each([
  ["nodenext", "nodenext"],
  ["node16", "node16"],
  ["esnext", "bundler"],
])(
  "has types for a strict stranger, and runs in node:test: module %s",
  async (module, resolution) => {
    const types = join(folder, "node_modules", "@types");
    if (!existsSync(types)) symlinkSync(join(ROOT, "node_modules", "@types"), types);
    writeFileSync(join(folder, "use.ts"), USE);
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const options = `--strict --target es2022 --types node --skipLibCheck false --module ${module} --moduleResolution ${resolution}`;
    await run(process.execPath, [tsc, ...options.split(" "), "use.ts"], { cwd: folder });
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await run(process.execPath, ["--test", "--test-reporter", "tap", "use.js"], {
      cwd: folder,
      env,
    });
    expect(stdout).toContain("ok 1 - pings twice");
  },
);

it("is within reach of CommonJS", async () => {
  writeFileSync(
    join(folder, "main.cjs"),
    `import("ar-sim").then(({ loadAddon }) => console.log(loadAddon(${JSON.stringify(ADDON)}).appId));`,
  );
  const { stdout } = await run(process.execPath, ["main.cjs"], { cwd: folder });
  expect(stdout).toBe("TA_ping\n");
});

it("brings its matchers to a stranger's vitest", async () => {
  symlinkSync(join(ROOT, "node_modules", "vitest"), join(folder, "node_modules", "vitest"));
  writeFileSync(
    join(folder, "stranger.test.js"),
    `import { loadAddon, sendAlert } from "ar-sim";
import "ar-sim/vitest";
import { expect, it } from "vitest";
it("pings", async () => {
  const run = await sendAlert(loadAddon(${JSON.stringify(ADDON)}));
  expect(run).toSucceed();
  expect(run).toWriteEvent({ sourcetype: "ping:result" });
});
`,
  );
  writeFileSync(join(folder, "vitest.config.js"), "export default {};");
  const main = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const { stdout } = await run(process.execPath, [main, "run", "--root", folder], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "" },
  });
  expect(stdout).toMatch(/Tests {2}1 passed/);
});
