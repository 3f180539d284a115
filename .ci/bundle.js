/**
 * Makes dist/bin/ of what tsc built: the command line with all it needs, as CommonJS, which Node loads without waiting.
 * Names are kept, so that a stack still tells where.
 */
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
