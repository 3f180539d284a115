/** The reporters of `ar-sim test` by name. Each is loaded only when it is asked for. */
import type { TestReporter } from "./test-reporter.ts";

export const testReporters: Readonly<Record<string, () => Promise<TestReporter>>> = {
  pretty: async () => (await import("./test-pretty.ts")).testPretty,
  json: async () => (await import("./test-json.ts")).testJson,
};
