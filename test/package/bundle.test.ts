// What lies in the bundle: all that it asks for at run time, and nobody's work without its licence.
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type OutputChunk } from "rolldown";
import { beforeAll, expect, inject, it } from "vitest";
// @ts-expect-error -- it is JavaScript, since Node 20 runs it as it stands
import * as bundles from "../../.ci/bundles.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const HOME = join(inject("installed").folder, "node_modules", "ar-sim");

interface Bundles {
  readonly program: BuildOptions;
  readonly library: BuildOptions;
  readonly NEVER_ASKED_FOR: readonly string[];
}
const { program, library, NEVER_ASKED_FOR }: Bundles = bundles;

/** Stands in texts of which ajv makes a program for others, which nothing here has it do. */
const WRITTEN_BY_AJV = /^ajv\/dist\/runtime\//;

let chunks: readonly OutputChunk[] = [];
beforeAll(async () => {
  for (const options of [program, library]) {
    const { output } = await build({ ...options, cwd: ROOT, write: false });
    chunks = [...chunks, ...output.filter((part) => part.type === "chunk")];
  }
});

/** `name version` of the package that a module is of. */
function packageOf(id: string): string | undefined {
  for (let folder = dirname(id); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, "utf8"));
    if (version !== undefined) return `${name} ${version}`;
  }
  return undefined;
}

it("tells the licence of each package of which it holds a module, and of no other", () => {
  const held = new Set<string | undefined>();
  for (const { modules } of chunks)
    for (const [id, { renderedLength }] of Object.entries(modules))
      if (renderedLength > 0 && id.includes("node_modules")) held.add(packageOf(id));
  expect(held.size).toBeGreaterThan(20);
  const texts = readFileSync(join(HOME, "dist", "THIRD-PARTY-LICENSES.txt"), "utf8")
    .split(`\n${"-".repeat(80)}\n\n`)
    .slice(1);
  const told = texts.map((text) => /^(\S+ \S+) \(.+\)\n\n[^]{100,}/.exec(text)?.[1]);
  expect(told.toSorted()).toEqual([...held].toSorted());
});

it("has the text of each licence as its package ships it", () => {
  const told = readFileSync(join(HOME, "dist", "THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const name of ["fastify", "yaml", "mingo", "@peculiar/x509"]) {
    const text = readFileSync(join(ROOT, "node_modules", name, "LICENSE"), "utf8");
    expect(told, name).toContain(text.trim());
  }
});

it("asks for nothing at run time that does not come with it or with Node", () => {
  const own = new Set(chunks.map((chunk) => chunk.fileName));
  const known = new Set([...NEVER_ASKED_FOR, "vitest"]);
  for (const { fileName, code, imports, dynamicImports } of chunks) {
    const required = [...code.matchAll(/\brequire\w*\(\s*["'`]([^"'`]+)["'`]\s*\)/g)];
    const asked = required.map(([, to = ""]) => to).filter((to) => !WRITTEN_BY_AJV.test(to));
    for (const name of [...imports, ...dynamicImports, ...asked])
      expect(
        own.has(name.replace(/^\.\//, "")) || known.has(name) || isBuiltin(name),
        `${fileName} asks for ${name}`,
      ).toBe(true);
    // Such a call is seen by no bundler: what it asks for would be missing.
    // The one that is there loads fastify.cjs, which comes with it.
    const others = code.replace("createRequire(file)(file)", "");
    expect(others, fileName).not.toMatch(/createRequire\([^)]*\)\s*\(/);
  }
});

it("leaves vitest to those who have it", () => {
  const asking = chunks.filter(({ imports }) => imports.includes("vitest"));
  expect(asking.map(({ fileName }) => fileName)).toEqual(["vitest.js"]);
});
