/** Finds a Python with coverage.py, to write the report. Any one can read what the others measured. */
import { HarnessError } from "../../errors.ts";
import { findPython } from "../interpreters/find-python.ts";
import { listPythons } from "../interpreters/list-pythons.ts";
import { toolFolderOf } from "../interpreters/tool-folder.ts";

/** A Python that ran in the measurement. */
export interface MeasuredBy {
  /** `3.9`. */
  readonly version: string;
  readonly hasCoverage: boolean;
}

export interface Reporter {
  readonly python: string;
  /** A folder in which coverage.py may be, if the interpreter has none of its own. */
  readonly tools: string;
}

const PATIENCE_MS = 20_000;

/** `asked`: the interpreter of `--python`. Scripts can write the words too, so no program is taken from them. */
export async function findReporter(
  words: readonly MeasuredBy[],
  asked: string | undefined,
): Promise<Reporter> {
  const [first] = words;
  if (first === undefined) {
    throw new HarnessError("SANDBOX_NO_COVERAGE", "no Python script ran, so nothing was measured", {
      hint: "--coverage measures Python scripts only.",
    });
  }
  if (!words.some(({ hasCoverage }) => hasCoverage)) {
    const { version } = first;
    throw new HarnessError("SANDBOX_NO_COVERAGE", `Python ${version} has no coverage.py`, {
      hint: `Run \`ar-sim python setup --with coverage --python ${version}\`, or install coverage in that Python.`,
    });
  }
  const known = [
    ...(asked === undefined ? [] : [findPython({ asked })]),
    ...listPythons().toReversed(),
  ];
  const versions = new Set(words.map(({ version }) => version));
  const fits = ({ version }: { version: string }): boolean =>
    versions.has(version.split(".").slice(0, 2).join("."));
  for (const { path, version } of [...known.filter(fits), ...known.filter((it) => !fits(it))]) {
    const reporter = { python: path, tools: toolFolderOf(version) };
    if (await hasCoverage(reporter)) return reporter;
  }
  throw new HarnessError(
    "SANDBOX_NO_COVERAGE",
    "no Python on this machine can report what was measured",
    {
      hint: "Run `ar-sim python setup --with coverage`.",
    },
  );
}

async function hasCoverage({ python, tools }: Reporter): Promise<boolean> {
  const { execa } = await import("execa");
  const code = "import sys; sys.path.append(sys.argv[1]); import coverage, coverage.control";
  const { failed } = await execa(python, ["-c", code, tools], {
    reject: false,
    stdio: "ignore",
    timeout: PATIENCE_MS,
  });
  return !failed;
}
