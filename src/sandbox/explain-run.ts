/** Looks for a traceback worth explaining in what a failed run left: stderr first, then the logs that the script wrote. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../addon/addon.ts";
import type { Problem } from "../errors.ts";
import { explainTraceback } from "./explain-traceback.ts";
import type { Interpreter } from "./script-run.ts";

interface Ended {
  readonly exitCode: number | null;
  readonly stderr: string;
}

export function explainRun(
  invocations: readonly Ended[],
  logs: readonly { readonly text: string }[],
  program: Pick<Program, "appRoot">,
  python: Interpreter,
): Problem[] {
  const failed = invocations.find((one) => one.exitCode !== 0);
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
  return [];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
