/** `--reporter NAME[=FILE]`: the reporters of a test run, and where each writes. */
import { testReporters } from "../../reporters/test/test-reporters.ts";
import { gathered, type OptionSet, usage } from "../command-line/option.ts";

export interface AskedReporter {
  /** A name, or the path of a module of the user. */
  readonly name: string;
  /** Where it writes; stdout when not given. */
  readonly file: string | undefined;
}

interface ReporterValues {
  readonly reporter: readonly AskedReporter[];
}

export const REPORTER_OPTIONS: OptionSet<ReporterValues> = {
  reporter: gathered(
    "NAME[=FILE]",
    "How the results are reported, on stdout or in FILE. The path of a module loads your own reporter. Default: pretty, or agent if a coding agent runs ar-sim.",
    (texts) => texts.map(readReporter),
  ),
};

/** What help and docs say of each. */
export const REPORTER_ROWS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(testReporters).map(([name, { about }]) => [name, `${about}.`]),
);

function readReporter(text: string): AskedReporter {
  const cut = text.indexOf("=");
  if (cut < 0) return { name: text, file: undefined };
  const name = text.slice(0, cut);
  const file = text.slice(cut + 1);
  if (file !== "") return { name, file };
  throw usage(`--reporter ${text} names no file`, {
    hint: `Write --reporter ${name} for stdout, or --reporter ${name}=FILE.`,
  });
}
