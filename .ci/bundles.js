/**
 * What is bundled, and how. The command line is CommonJS with all it needs, which Node loads without waiting; the library
 * the same as modules. Names are kept, so that a stack still tells where.
 */

import { resolve } from "node:path";

/** Fastify asks for them only where schemas, its own log or its own test client are used: none of them is. */
export const NEVER_ASKED_FOR = [
  "@fastify/ajv-compiler",
  "@fastify/fast-json-stringify-compiler",
  "light-my-request",
  "pino",
];

const minify = { compress: true, mangle: false, codegen: { removeWhitespace: true } };
const common = {
  platform: "node",
  logLevel: "warn",
  external: [...NEVER_ASKED_FOR, "vitest"],
  // One module is loaded with another that every use of the library needs.
  checks: { ineffectiveDynamicImport: false },
};

/** Small files that nearly every command loads: one file is read faster than ten. */
const LOADED_TOGETHER = [
  {
    name: "commands",
    test: /dist\/(?:cli\/(?:commands|help|command-line\/[\w-]+)|text\/nearest|errors)\.js$|\/leven\//,
  },
  {
    name: "options",
    test: /dist\/cli\/options\/(?!reporter|named|splunkd)[\w-]+\.js$/,
  },
  {
    name: "paint",
    test: /dist\/(?:cli\/report\/paint-for|reporters\/text\/(?:paint|printable))\.js$|\/picocolors\//,
  },
];

/**
 * `import("node:tls")` as a function that Node 20 can run from kept code, which has lost how to import. See
 * src/host/compiled-code.ts.
 */
const requireBuiltIns = {
  name: "require-built-ins",
  renderChunk: (code) =>
    code.replace(
      /\bimport\((["'`])(node:[\w/]+)\1\)/g,
      'Promise.resolve().then(() => require("$2"))',
    ),
};

/** For `npm run coverage`: straight from the sources, and telling of each piece where it is from. */
const isMeasured = process.env.AR_SIM_COVERAGE !== undefined;

export const program = {
  ...common,
  input: isMeasured ? "src/cli/main.ts" : "dist/cli/main.js",
  plugins: [requireBuiltIns],
  // As tsc does: Node 20 reads no `await using`.
  transform: { target: "es2023" },
  // Nobody imports from the program.
  preserveEntrySignatures: false,
  output: {
    dir: "dist/bin",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    ...(isMeasured ? { sourcemap: true } : { minify }),
    codeSplitting: { includeDependenciesRecursively: false, groups: LOADED_TOGETHER },
  },
};

/** What the library loads with the first request to a stand-in. It takes longest to compile. */
export const fastify = {
  ...common,
  input: "node_modules/fastify/fastify.js",
  output: { file: "dist/lib/fastify.cjs", format: "cjs", minify },
};

export const library = {
  ...common,
  input: { index: "dist/index.js", vitest: "dist/vitest.js" },
  resolve: { alias: { fastify: resolve(".ci/fastify.js") } },
  output: {
    dir: "dist/lib",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    minify,
  },
};

/** Declarations of the same entries. */
export const declarations = { index: "dist/index.d.ts", vitest: "dist/vitest.d.ts" };
