import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { sourceFiles } from "./source-files.ts";

const BENCH = fileURLToPath(new URL("../bench", import.meta.url));
/** Modules of the build that benches load by their paths, where no compiler looks. */
const NAMED = /\$\{DIST\}(?!bin|lib)([\w/-]+)\.js/g;

it("lets benches load only files that there are", () => {
  const named = readdirSync(BENCH).flatMap((file) =>
    [...readFileSync(join(BENCH, file), "utf8").matchAll(NAMED)].map(([, path]) => `${path}.ts`),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !sourceFiles.includes(path))).toEqual([]);
});
