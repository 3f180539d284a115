// What the library exports: by name from the sources, and as a stranger gets it, from the packed tarball.
import { execFile } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import * as library from "../../src/index.ts";
import { strangersEnv } from "../support/setup/install-package.ts";
import { tryMatchers } from "../support/try-matchers.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ADDON = join(ROOT, "harness-fixtures", "addons", "TA_ping");
const installed = inject("installed");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-stranger-")));

// A copy: it gets other packages beside it.
beforeAll(() => {
  cpSync(installed.folder, folder, { recursive: true });
  for (const name of ["@types", "vitest"])
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function asStranger(code: string): Promise<string> {
  writeFileSync(join(folder, "main.js"), code);
  const { stdout, stderr } = await node(["main.js"]);
  expect(stderr).toBe("");
  return stdout;
}

const node = (args: readonly string[]) =>
  run(process.execPath, args, { cwd: folder, env: strangersEnv() });

const EXPORTS = Object.keys(library).sort();

it("exports what is meant for callers, and no more", () => {
  expect(EXPORTS).toMatchInlineSnapshot(`
    [
      "HarnessError",
      "buildNotable",
      "callsHttp",
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

it.each([
  ["transcript", "Transcript of one ar-sim run"],
  ["scenario", "A scenario file of ar-sim test"],
  ["config", "The configuration of ar-sim beside an add-on"],
])("ships the schema of a %s by its public name", async (name, title) => {
  const printed = await asStranger(`
    import { readFileSync } from "node:fs";
    const schema = readFileSync(new URL(import.meta.resolve("ar-sim/${name}.schema.json")));
    console.log(JSON.parse(schema).title);
  `);
  expect(printed).toBe(`${title}
`);
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
    writeFileSync(join(folder, "use.ts"), USE);
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const options = `--strict --target es2022 --types node --skipLibCheck false --module ${module} --moduleResolution ${resolution}`;
    await run(process.execPath, [tsc, ...options.split(" "), "use.ts"], { cwd: folder });
    const { stdout } = await node(["--test", "--test-reporter", "tap", "use.js"]);
    expect(stdout).toContain("ok 1 - pings twice");
  },
);

it("is within reach of CommonJS", async () => {
  writeFileSync(
    join(folder, "main.cjs"),
    `import("ar-sim").then(({ loadAddon }) => console.log(loadAddon(${JSON.stringify(ADDON)}).appId));`,
  );
  const { stdout } = await node(["main.cjs"]);
  expect(stdout).toBe("TA_ping\n");
});

it("names no package in its types that is neither a dependency nor a peer", () => {
  const home = join(folder, "node_modules", "ar-sim");
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(home, "package.json"), "utf8"),
  );
  const known = ["vitest", ...Object.keys({ ...dependencies, ...peerDependencies })];
  for (const entry of ["index.d.ts", "vitest.d.ts", "shared.d.ts"]) {
    const text = readFileSync(join(home, "dist", "lib", entry), "utf8");
    const named = [...text.matchAll(/(?:from|import\(|module|types=)\s*["']([^."'][^"']*)["']/g)];
    for (const [, name = ""] of named)
      expect(isBuiltin(name) ? "@types/node" : name, entry).toBeOneOf(known);
  }
});

it("brings its matchers to a stranger's vitest", { timeout: 120_000 }, async () => {
  expect(await tryMatchers(folder, ADDON)).toEqual([]);
});
