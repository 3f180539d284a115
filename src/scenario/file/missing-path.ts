/** The problem of a path in a scenario file where nothing is. */
import type { Problem, Where } from "../../errors.ts";

export function missingPath(kind: string, path: string, where: Where): Problem {
  return {
    code: "SCENARIO_MISSING_FILE",
    message: `there is no ${kind} ${path}`,
    hint: "Correct the path. It is relative to the scenario file.",
    where,
  };
}
