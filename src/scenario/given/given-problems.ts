/** What is wrong with `given` beyond what a schema can say: a time, a search line, files that are missing or lie outside. */
import { lstatSync } from "node:fs";
import { isAbsolute, normalize, resolve } from "node:path";
import { HarnessError, type Problem, toProblem, type Where } from "../../errors.ts";
import { faultOf } from "../../host/files/file-fault.ts";
import { missingPath } from "../file/missing-path.ts";
import { stubFaults } from "../../vendor/stubs/stub-faults.ts";
import type { Given } from "../file/scenario.ts";
import { checkLine } from "./check-line.ts";
import { readNow } from "./read-now.ts";

/** `folder`: that of the scenario file, which paths are relative to. */
export function givenProblems(
  given: Given,
  folder: string,
  where: (path: string) => Where,
): Problem[] {
  return [
    ...missingFiles(given, folder, where),
    ...stubFaults(given.http ?? [], folder).map(({ path, message, hint, isMissing }): Problem => ({
      code: isMissing ? "SCENARIO_MISSING_FILE" : "SCENARIO_BAD_VALUE",
      message,
      hint,
      where: where(`given.${path}`),
    })),
    ...problemsOf(() => readNow(given.now, where)),
    ...problemsOf(() => checkLine(given, where)),
    ...Object.keys(given.files ?? {})
      .filter(leadsOut)
      .map((path): Problem => ({
        code: "SCENARIO_BAD_VALUE",
        message: `\`${path}\` leads out of the add-on`,
        hint: "Write a path below the add-on, such as bin/extra.py.",
        where: where(`given.files.${path}`),
      })),
  ];
}

function problemsOf(check: () => unknown): Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return [toProblem(error)];
  }
}

function leadsOut(path: string): boolean {
  const inside = normalize(path);
  return isAbsolute(path) || inside === "." || inside.startsWith("..");
}

function missingFiles(given: Given, folder: string, where: (path: string) => Where): Problem[] {
  const { rows } = given;
  if (rows === undefined || !("file" in rows)) return [];
  const path = resolve(folder, rows.file);
  const place = where("given.rows.file");
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined)
    return [missingPath("file", path, place)];
  const fault = faultOf(path, Number.POSITIVE_INFINITY, undefined);
  if (fault === undefined) return [];
  return [
    {
      code: "SCENARIO_BAD_VALUE",
      message: `\`${rows.file}\` is not read: it ${fault}`,
      hint: "Name a regular file that you may read.",
      where: place,
    },
  ];
}
