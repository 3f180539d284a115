import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

/** The projects that are chosen by folder: `npm test -- --project cli`. What none of them takes is `unit`. */
const FOLDERS = {
  /** The sources themselves: floors, sizes, options that nobody reads. */
  house: ["test/house.test.ts", "test/house/**/*.test.ts"],
  /** The stand-in for splunkd. */
  splunkd: ["test/rooms/splunkd/**/*.test.ts", "test/doors/start-splunkd.test.ts"],
  /** What starts Python: the sandbox, and the stand-ins for Splunk's modules. */
  python: ["test/rooms/sandbox/**/*.test.ts"],
  /** The built command line, as a user types it. */
  cli: ["test/rooms/{cli,wheel}/**/*.test.ts", "test/docs/**/*.test.ts"],
  /** The packed tarball, installed outside the repository. */
  package: ["test/package/**/*.test.ts"],
} as const;

const SETUP: Partial<Record<keyof typeof FOLDERS, string>> = {
  cli: "./test/support/setup/build-once.ts",
  package: "./test/support/setup/install-package.ts",
};

/** Whose files share a process: they change nothing in it that another could see. */
const LEAVES_NOTHING: ReadonlySet<string> = new Set(["unit", "house"]);

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
      // Half of the time of a small test went into loading again what the one before it had loaded.
      isolate: !LEAVES_NOTHING.has(name),
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    reporters: ["default", "./test/support/setup/ci-reporter.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // Vitest leaves a core to itself, which on two is half of them.
    maxWorkers: "100%",
    setupFiles: ["./test/support/cover-children.ts"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      reporter: ["json"],
      reportsDirectory: "node_modules/.cache/ar-sim/coverage",
      // Of the processes of the command line, which lie there too.
      clean: false,
      reportOnFailure: true,
    },
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
