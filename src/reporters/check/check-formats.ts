/** The output formats of `ar-sim check`, declared once for the command line and the docs. Each is loaded only when it is asked for. */
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Paint } from "../text/paint.ts";

export interface CheckFormatOptions {
  readonly paint: Paint;
  /** Stands before paths within the add-on: empty, or `my-addon.spl:` for a package. */
  readonly fromAddon: string;
  /** Leads from the current folder to the add-on, as in `apps/TA-x/`; empty where the add-on is elsewhere. */
  readonly fromHere: string;
  /** Leads from the root of the repository to the add-on. */
  readonly fromRepository: string;
}

export type CheckFormat = (report: CheckReport, options: CheckFormatOptions) => string;

export interface CheckFormatEntry {
  /** What it writes. */
  readonly about: string;
  load(): Promise<CheckFormat>;
}

export const CHECK_FORMATS = [
  "text",
  "concise",
  "json",
  "sarif",
  "github",
  "junit",
  "markdown",
] as const;

export type CheckFormatName = (typeof CHECK_FORMATS)[number];

export const checkFormats: Readonly<Record<CheckFormatName, CheckFormatEntry>> = {
  text: {
    about: "Findings by file, each with its source line and what to do",
    async load() {
      const { checkText } = await import("./check-text.ts");
      return (report, { paint, fromAddon }) => checkText(report, paint, fromAddon);
    },
  },
  concise: {
    about: "One line for each finding: `file:line:column: severity id message`",
    async load() {
      const { checkConcise } = await import("./check-concise.ts");
      return (report, { fromHere }) => checkConcise(report, fromHere);
    },
  },
  json: {
    about: "One JSON document",
    load: async () => (await import("./check-json.ts")).checkJson,
  },
  sarif: {
    about: "SARIF 2.1.0, for code scanning",
    async load() {
      const { checkSarif } = await import("./check-sarif.ts");
      return (report, { fromRepository }) => checkSarif(report, fromRepository);
    },
  },
  github: {
    about: "Annotations of GitHub Actions",
    async load() {
      const { checkGithub } = await import("./check-github.ts");
      return (report, { fromRepository }) => checkGithub(report, fromRepository);
    },
  },
  junit: {
    about: "JUnit XML, for CI servers",
    async load() {
      const { checkJunit } = await import("./check-junit.ts");
      return (report, { fromHere }) => checkJunit(report, fromHere);
    },
  },
  markdown: {
    about: "A Markdown table, for a pull request or the summary of a CI job",
    async load() {
      const { checkMarkdown } = await import("./check-markdown.ts");
      return (report, { fromHere }) => checkMarkdown(report, fromHere);
    },
  },
};
