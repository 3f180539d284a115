/** The reporters of `ar-sim test` by name. Each is loaded only when it is asked for. */
import type { TestReporter } from "./test-reporter.ts";

export const testReporters: Readonly<Record<string, () => Promise<TestReporter>>> = {
  pretty: async () => (await import("./test-pretty.ts")).testPretty,
  json: async () => (await import("./test-json.ts")).testJson,
  dot: async () => (await import("./test-dot.ts")).testDot,
  junit: async () => (await import("./test-junit.ts")).testJunit,
  tap: async () => (await import("./test-tap.ts")).testTap,
  github: async () => (await import("./test-github.ts")).testGithub,
  sarif: async () => (await import("./test-sarif.ts")).testSarif,
  markdown: async () => (await import("./test-markdown.ts")).testMarkdown,
  html: async () => (await import("./test-html.ts")).testHtml,
  blob: async () => (await import("./test-blob.ts")).testBlob,
  agent: async () => (await import("./test-agent.ts")).testAgent,
};
