/**
 * Makes dist/bin/ of what tsc built: the command line with all it needs, as CommonJS, which Node loads without waiting.
 * Names are kept, so that a stack still tells where.
 */
import { chmodSync } from "node:fs";
import { build } from "rolldown";

await build({
  input: "dist/cli/main.js",
  platform: "node",
  logLevel: "warn",
  output: {
    dir: "dist/bin",
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});

// npm makes a program of it only when it links the package anew: after a second build it would be none.
chmodSync("dist/bin/main.cjs", 0o755);
