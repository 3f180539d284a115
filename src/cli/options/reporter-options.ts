/** `--reporter NAME[=FILE]`: how a test report is told, and where. */
import { testReporters } from "../../reporters/test/test-reporters.ts";
import { gathered, type OptionSet } from "../command-line/option.ts";

export interface ReporterWish {
  /** A name, or the path of the user's own. */
  readonly name: string;
  /** Where it is written; standard output when not given. */
  readonly file: string | undefined;
}

interface ReporterValues {
  readonly reporter: readonly ReporterWish[];
}

export const REPORTER_OPTIONS: OptionSet<ReporterValues> = {
  reporter: gathered(
    "NAME[=FILE]",
    "How the results are reported, on stdout or in FILE. The path of a module loads your own reporter. Default: pretty, or agent if a coding agent runs ar-sim.",
    (texts) => texts.map(readWish),
  ),
};

/** What help and docs say of each. */
export const REPORTER_ROWS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(testReporters).map(([name, { about }]) => [name, `${about}.`]),
);

function readWish(text: string): ReporterWish {
  const cut = text.indexOf("=");
  return cut < 0
    ? { name: text, file: undefined }
    : { name: text.slice(0, cut), file: text.slice(cut + 1) };
}
