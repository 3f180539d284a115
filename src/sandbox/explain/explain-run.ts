/** Explains a failed run by its traceback, which is looked for on stderr and then in the logs of the script. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../../addon/addon.ts";
import type { ErrorCode, Problem } from "../../errors.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import { explainTraceback } from "./explain-traceback.ts";
import type { Interpreter } from "../process/script-run.ts";

/** The codes of explanations. Other problems with these codes name a place, and explanations do not. */
const EXPLANATIONS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "SANDBOX_BAD_PYTHON",
  "SANDBOX_NO_PYTHON",
  "ADDON_MODULE_MISSING",
]);

/** The explanation among the problems of a run. */
export function explanationIn(problems: readonly Problem[]): Problem | undefined {
  return problems.find(
    ({ code, where }) =>
      code === "ADDON_FIXED_HOME" || (where === undefined && EXPLANATIONS.has(code)),
  );
}

interface Ended {
  readonly exitCode: number | null;
  readonly stderr: string;
}

export function explainRun(
  invocations: readonly Ended[],
  logs: readonly { readonly text: string }[],
  program: Pick<Program, "appRoot" | "file">,
  python: Interpreter,
): Problem[] {
  const failed = invocations.find(({ exitCode }) => exitCode !== 0);
  if (failed === undefined) return [];
  const context = {
    python: python.version,
    hasShipped: python.venv !== undefined,
    bin: namesIn(join(program.appRoot, "bin")),
  };
  for (const text of [failed.stderr, ...logs.map((log) => log.text)]) {
    const problems = explainTraceback(text, context);
    if (problems.length > 0) return problems;
  }
  return fixedHome(join(program.appRoot, program.file));
}

/** Default folders of Splunk. Seen in public add-ons, which run only there. */
const HOMES =
  /["'](?:\/opt\/splunk(?:forwarder)?|\/Applications\/Splunk|C:[\\/]+Program Files[\\/]+Splunk)\b/i;

/** Lines between the question for SPLUNK_HOME and what stands for it, in `try … except` or `if … else`. */
const ASKED_BEFORE = 4;

function fixedHome(file: string): Problem[] {
  const lines = textOf(file).split("\n");
  const at = lines.findIndex(
    (line, place) =>
      HOMES.test(line) && !line.trimStart().startsWith("#") && !isFallback(lines, place),
  );
  if (at < 0) return [];
  return [
    {
      code: "ADDON_FIXED_HOME",
      message: "the script names the place where it takes Splunk to be, which is another one here",
      hint: "Ask os.environ['SPLUNK_HOME'], or make_splunkhome_path() of splunk.clilib.bundle_paths.",
      where: { file, line: at + 1 },
    },
  ];
}

/** A script that asks for SPLUNK_HOME first has it here, as in `os.environ.get("SPLUNK_HOME", "/opt/splunk")`. */
function isFallback(lines: readonly string[], place: number): boolean {
  const around = lines.slice(Math.max(0, place - ASKED_BEFORE), place + 2).join("\n");
  return /SPLUNK_HOME|make_splunkhome_path/.test(around);
}

function textOf(file: string): string {
  try {
    return readRegularText(file);
  } catch {
    return "";
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
