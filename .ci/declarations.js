/**
 * Rolls the declarations that tsc wrote up to one file an entry, and one for what they share: only what the public types
 * reach. By rolldown-plugin-dts, which reads declarations with no help of TypeScript; 0.23 is the last that Node 20 runs.
 */
import { build } from "rolldown";
import { dts } from "rolldown-plugin-dts";

/** What a file says of itself would stand as documentation of the first name that is left of it. */
const withoutHeads = {
  name: "without-heads",
  transform: (code) => code.replace(/^\/\*\*[^]*?\*\/\n(?=\/\*\*|import |export [{*])/, ""),
};

/** What is added to the types of a module counts only in a file that imports it, and tsc leaves such an import out. */
const withAugmented = {
  name: "with-augmented",
  renderChunk(code) {
    const modules = [...code.matchAll(/^declare module ("[^"]+")/gm)].map(([, name]) => name);
    return [...modules.map((name) => `import ${name};\n`), code].join("");
  },
};

/** The only packages that they may name: peers. */
const isPeer = (id) => id === "vitest" || id.startsWith("node:");

export async function declare(input, dir) {
  await build({
    input,
    external: isPeer,
    // It tells of a busy machine, and all else is an error here.
    checks: { pluginTimings: false },
    plugins: [withoutHeads, dts({ dtsInput: true, tsconfig: false }), withAugmented],
    onLog(level, log) {
      throw new Error(`${level}: ${log.message}`);
    },
    output: { dir, chunkFileNames: "shared.d.ts" },
  });
}
