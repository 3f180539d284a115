import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

/** The projects that are chosen by folder: `npm test -- --project cli`. What none of them takes is `unit`. */
const FOLDERS = {
  /** The sources themselves: floors, sizes, options that nobody reads. */
  house: ["test/house.test.ts", "test/house/**/*.test.ts"],
  /** The stand-in for splunkd. */
  splunkd: ["test/splunkd/**/*.test.ts", "test/start-splunkd.test.ts"],
  /** What starts Python: the sandbox, and the stand-ins for Splunk's modules. */
  python: ["test/sandbox/**/*.test.ts"],
  /** The built command line, as a user types it. */
  cli: ["test/cli/**/*.test.ts", "test/docs/**/*.test.ts"],
  /** The packed tarball, installed outside the repository. */
  package: ["test/package/**/*.test.ts"],
} as const;

const SETUP: Partial<Record<keyof typeof FOLDERS, string>> = {
  cli: "./test/support/build-once.ts",
  package: "./test/support/install-package.ts",
};

function project(
  name: string,
  include: readonly string[],
  exclude: readonly string[] = [],
): TestProjectInlineConfiguration {
  const setup = SETUP[name as keyof typeof FOLDERS];
  return {
    extends: true,
    test: {
      name,
      include: [...include],
      exclude: [...exclude],
      globalSetup: setup === undefined ? [] : [setup],
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    reporters: ["default", "./test/support/ci-reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    projects: [
      project(
        "unit",
        ["test/**/*.test.ts"],
        ["test/conformance/**", ...Object.values(FOLDERS).flat()],
      ),
      ...Object.entries(FOLDERS).map(([name, include]) => project(name, include)),
    ],
  },
});
