/**
 * Makes dist/bin/ and dist/lib/ of what tsc built. The command line is CommonJS with all it needs, which Node loads
 * without waiting; the library the same as modules. Names are kept, so that a stack still tells where.
 */
import { chmodSync } from "node:fs";
import { build } from "rolldown";

const common = {
  platform: "node",
  logLevel: "warn",
  // Fastify asks for them only where schemas, its own log or its own test client are used: none of them is.
  external: [
    "@fastify/ajv-compiler",
    "@fastify/fast-json-stringify-compiler",
    "light-my-request",
    "pino",
    "vitest",
  ],
};
const minify = { compress: true, mangle: false, codegen: { removeWhitespace: true } };

await build({
  ...common,
  input: "dist/cli/main.js",
  output: {
    dir: "dist/bin",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    minify,
  },
});
await build({
  ...common,
  input: { index: "dist/index.js", vitest: "dist/vitest.js" },
  // One module is loaded with another that every use of the library needs.
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: "dist/lib",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    minify,
  },
});

// npm makes a program of it only when it links the package anew: after a second build it would be none.
chmodSync("dist/bin/main.cjs", 0o755);
