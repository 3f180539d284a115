import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests that install something from a package index: `npm run conformance` runs them, `npm test` does not. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    name: "conformance",
    include: ["test/conformance/**/*.test.ts"],
    reporters: ["default"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: "forks",
  },
});
