/** The reporters of `ar-sim test`, declared once for the command line and the docs. Each is loaded only when it is asked for. */
import type { TestReporter } from "./test-reporter.ts";

export interface TestReporterEntry {
  /** What it writes. */
  readonly about: string;
  /** People read it, so more text beside it does no harm. Programs read the others. */
  readonly isForPeople: boolean;
  load(): Promise<TestReporter>;
}

export const testReporters: Readonly<Record<string, TestReporterEntry>> = {
  pretty: {
    about: "A line for each case, then the failures and a summary",
    isForPeople: true,
    load: async () => (await import("./test-pretty.ts")).testPretty,
  },
  dot: {
    about: "A character for each case, then the failures and a summary",
    isForPeople: true,
    load: async () => (await import("./test-dot.ts")).testDot,
  },
  agent: {
    about: "Failures and the next command, in few words, for coding agents",
    isForPeople: true,
    load: async () => (await import("./test-agent.ts")).testAgent,
  },
  github: {
    about: "Annotations of GitHub Actions",
    isForPeople: true,
    load: async () => (await import("./test-github.ts")).testGithub,
  },
  json: {
    about: "The whole report, with the transcript of each case",
    isForPeople: false,
    load: async () => (await import("./test-json.ts")).testJson,
  },
  junit: {
    about: "JUnit XML, for CI servers",
    isForPeople: false,
    load: async () => (await import("./test-junit.ts")).testJunit,
  },
  tap: {
    about: "TAP 14",
    isForPeople: false,
    load: async () => (await import("./test-tap.ts")).testTap,
  },
  sarif: {
    about: "SARIF 2.1.0, for code scanning",
    isForPeople: false,
    load: async () => (await import("./test-sarif.ts")).testSarif,
  },
  markdown: {
    about: "Markdown, for the summary of a CI job",
    isForPeople: false,
    load: async () => (await import("./test-markdown.ts")).testMarkdown,
  },
  html: {
    about: "One self-contained page, with the transcript of each case",
    isForPeople: false,
    load: async () => (await import("./test-html.ts")).testHtml,
  },
  blob: {
    about: "The report for `ar-sim merge-reports`",
    isForPeople: false,
    load: async () => (await import("./test-blob.ts")).testBlob,
  },
};
