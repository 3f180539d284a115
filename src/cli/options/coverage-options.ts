/** The options for what the runs reach of the add-on's own Python. */
import type { CommandLine } from "../command-line/command-page.ts";
import { flag, gathered, type OptionSet, parsed, usage } from "../command-line/option.ts";

export interface CoverageValues {
  readonly coverage: boolean;
  readonly "coverage-report": ReportFiles;
  readonly "coverage-min": number | undefined;
}

interface ReportFiles {
  readonly xml?: string;
  readonly lcov?: string;
  readonly html?: string;
}

const KINDS = ["xml", "lcov", "html"] as const;

export const COVERAGE_OPTIONS: OptionSet<CoverageValues> = {
  coverage: flag(
    "Shows on stderr which lines and branches of your own Python files ran. It needs coverage.py, which `ar-sim python setup --with coverage` installs.",
  ),
  "coverage-report": gathered(
    "KIND=PATH",
    "Also writes the coverage to a file (xml, lcov) or a folder (html).",
    readReports,
  ),
  "coverage-min": parsed(
    "PERCENT",
    "Ends with exit code 1 if less than this was reached.",
    readPercent,
  ),
};

/** undefined where nothing is to be measured. */
export function coverageOf(line: CommandLine): CoverageValues | undefined {
  const values = line.of(COVERAGE_OPTIONS);
  const isWanted =
    values.coverage ||
    values["coverage-min"] !== undefined ||
    Object.keys(values["coverage-report"]).length > 0;
  return isWanted ? values : undefined;
}

function readReports(texts: readonly string[], option: string): ReportFiles {
  const files: Partial<Record<(typeof KINDS)[number], string>> = {};
  for (const text of texts) {
    const [, word = "", path = ""] = /^(\w+)=(.+)$/.exec(text) ?? [];
    const kind = KINDS.find((known) => known === word);
    if (kind === undefined) {
      throw usage(`${option} must be KIND=PATH, not \`${text}\``, {
        hint: `KIND is one of ${KINDS.join(", ")}. Write ${option} html=coverage, for example.`,
      });
    }
    files[kind] = path;
  }
  return files;
}

function readPercent(given: string, option: string): number {
  const percent = Number(given.replace(/%$/, ""));
  if (given !== "" && percent >= 0 && percent <= 100) return percent;
  throw usage(`${option} must be a percentage, not \`${given}\``, {
    hint: `Write ${option} 80, for example.`,
  });
}
