/** The problem that a scenario file names a path that does not exist. */
import type { Problem, Where } from "../../errors.ts";

export function missingPath(kind: string, path: string, where: Where): Problem {
  return {
    code: "SCENARIO_MISSING_FILE",
    message: `there is no ${kind} ${path}`,
    hint: "Correct the path. It is relative to the scenario file.",
    where,
  };
}
