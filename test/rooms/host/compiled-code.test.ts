// The compiled code of a bundle is kept for the next start, and only what is whole and ours is ever run.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";

const HOST = fileURLToPath(new URL("../../../dist/host", import.meta.url));
/** Node 22 and newer have a cache of their own, in its own form. */
const isOurs = !("enableCompileCache" in (await import("node:module")).default);

function program(word: string): { folder: string; start: (cache: string) => string } {
  const folder = tempFolder({
    "package.json": "{}",
    "main.mjs": `import { keepCompiledCode } from "./host/compiled-code.js";
      import { createRequire } from "node:module";
      import { fileURLToPath } from "node:url";
      const main = fileURLToPath(new URL("main.cjs", import.meta.url));
      keepCompiledCode(main);
      createRequire(main)("./part.cjs").say();`,
    "main.cjs": "",
    "part.cjs": `exports.say = () => console.log(${JSON.stringify(word)}, require("./other.cjs"), __dirname)`,
    "other.cjs": "module.exports = typeof require.resolve",
  });
  cpSync(HOST, join(folder, "host"), { recursive: true });
  writeFileSync(join(folder, "host", "package.json"), '{ "type": "module" }');
  const start = (cache: string): string => {
    const env: NodeJS.ProcessEnv = { ...process.env, AR_SIM_CACHE: cache };
    delete env["NODE_V8_COVERAGE"];
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "main.mjs")], {
      env,
      encoding: "utf8",
    });
    return stdout + stderr;
  };
  return { folder, start };
}

/** All files below the cache folder, by the name of what they are of. */
function keptIn(cache: string): ReadonlyMap<string, string> {
  const files = readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      ({ parentPath, name }) => [name.replace(/-[0-9a-f]+$/, ""), join(parentPath, name)] as const,
    );
  return new Map(files);
}

it.runIf(isOurs)(
  "keeps what was compiled, for its owner alone, and takes it at the next start",
  () => {
    const cache = tempFolder();
    const { folder, start } = program("one");
    const wanted = `one function ${folder}\n`;
    expect(start(cache)).toBe(wanted);
    const kept = keptIn(cache);
    expect([...kept.keys()].toSorted()).toEqual(["other.cjs", "part.cjs"]);
    const file = kept.get("part.cjs") ?? "";
    const before = statSync(file);
    if (process.platform !== "win32") expect(before.mode & 0o077).toBe(0);
    expect(start(cache)).toBe(wanted);
    expect(statSync(file).mtimeMs).toBe(before.mtimeMs);
  },
);

it.runIf(isOurs)("runs no code of another source, though it is as long and as old", () => {
  const cache = tempFolder();
  const { folder, start } = program("one");
  start(cache);
  const part = join(folder, "part.cjs");
  const { mtime } = statSync(join(folder, "main.cjs"));
  writeFileSync(part, readFileSync(part, "utf8").replace("one", "two"));
  expect(statSync(join(folder, "main.cjs")).mtime).toEqual(mtime);
  expect(start(cache)).toBe(`two function ${folder}\n`);
});

it.runIf(isOurs)("takes nothing that is not whole, and writes it anew", () => {
  const cache = tempFolder();
  const { folder, start } = program("one");
  start(cache);
  for (const file of keptIn(cache).values()) {
    const bytes = readFileSync(file);
    bytes.fill(0x55, bytes.length / 2);
    writeFileSync(file, bytes);
  }
  expect(start(cache)).toBe(`one function ${folder}\n`);
  const file = keptIn(cache).get("part.cjs") ?? "";
  expect(
    readFileSync(file)
      .subarray(-8)
      .every((byte) => byte === 0x55),
  ).toBe(false);
});

it.runIf(isOurs && process.platform !== "win32")(
  "takes nothing from a folder that others may write",
  () => {
    const cache = tempFolder();
    const { folder, start } = program("one");
    start(cache);
    const file = keptIn(cache).get("part.cjs") ?? "";
    const before = statSync(file).mtimeMs;
    chmodSync(join(file, ".."), 0o777);
    writeFileSync(join(folder, "other.cjs"), "module.exports = 'changed'");
    expect(start(cache)).toBe(`one changed ${folder}\n`);
    expect(statSync(file).mtimeMs).toBe(before);
    expect(keptIn(cache).size).toBe(2);
  },
);

it.runIf(isOurs)("keeps the last builds alone", () => {
  const cache = tempFolder();
  const { folder, start } = program("one");
  for (let build = 0; build < 6; build += 1) {
    writeFileSync(join(folder, "main.cjs"), "//".padEnd(build + 2));
    start(cache);
  }
  expect(readdirSync(join(cache, "compiled", "program"))).toHaveLength(4);
});

it.each(["NODE_DISABLE_COMPILE_CACHE", "NODE_V8_COVERAGE"])("keeps nothing with %s", (name) => {
  const cache = tempFolder();
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL("../../../dist/bin/main.cjs", import.meta.url)), "--version"],
    { env: { ...process.env, AR_SIM_CACHE: cache, [name]: tempFolder() } },
  );
  expect(status).toBe(0);
  expect(readdirSync(cache)).toEqual([]);
});

it.each([
  ["what they name", '"node:os"'],
  ["what they are given", "process.argv[2] ?? 'node:os'"],
])("starts again a program whose functions import %s", (_, what) => {
  const cache = tempFolder();
  const { folder, start } = program("one");
  writeFileSync(
    join(folder, "part.cjs"),
    `exports.say = () => import(${what}).then(({ EOL }) => console.log(typeof EOL));`,
  );
  for (let turn = 0; turn < 3; turn += 1) expect(start(cache)).toBe("string\n");
});
