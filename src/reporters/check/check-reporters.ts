/** The output formats of `ar-sim check` by name, but for the text, which is painted: report in, text out. */
import type { CheckReport } from "../../checks/check-addon.ts";
import { checkGithub } from "./check-github.ts";
import { checkJson } from "./check-json.ts";
import { checkJunit } from "./check-junit.ts";
import { checkMarkdown } from "./check-markdown.ts";
import { checkSarif } from "./check-sarif.ts";

export const checkReporters: {
  readonly [name in "json" | "sarif" | "github" | "junit" | "markdown"]: (
    report: CheckReport,
    prefix?: string,
  ) => string;
} = {
  json: checkJson,
  sarif: checkSarif,
  github: checkGithub,
  junit: checkJunit,
  markdown: checkMarkdown,
};
