/**
 * What is bundled, and how. The command line is CommonJS with all it needs, which Node loads without waiting; the library
 * the same as modules. Names are kept, so that a stack still tells where.
 */

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

export const program = {
  ...common,
  input: "dist/cli/main.js",
  output: {
    dir: "dist/bin",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    minify,
  },
};

export const library = {
  ...common,
  input: { index: "dist/index.js", vitest: "dist/vitest.js" },
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
