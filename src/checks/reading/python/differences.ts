/** The differences between Pythons in the scripts, each with the targets for which it holds. */
import type { AlertAction } from "../../../addon/addon.ts";
import type { Where } from "../../../errors.ts";
import { pythonScope, type Scope } from "../../targets/scope.ts";
import type { PythonDifference, PythonFile, ReadActions } from "./python-reading.ts";

export interface SeenDifference {
  readonly difference: PythonDifference;
  readonly where: Where;
  readonly scope: Scope;
}

/** Without those that are guarded, and those that another rule tells by the same line. */
export function* differences(
  facts: ReadActions,
  wanted: (difference: PythonDifference) => boolean,
): Generator<SeenDifference> {
  for (const file of facts.python.files) {
    const actions = actionsOf(facts, file);
    const seen = new Set<string>();
    for (const difference of file.differences) {
      const { what, line, column, isGuarded, since, isNewer } = difference;
      const key = `${what} ${line}`;
      if (isGuarded || seen.has(key) || !wanted(difference) || isTold(file, difference)) continue;
      seen.add(key);
      const where = { file: file.path, line, column };
      yield { difference, where, scope: pythonScope(actions, { since, isNewer }) };
    }
  }
}

/** Those that reach the file. */
export function actionsOf({ programs }: ReadActions, file: PythonFile): AlertAction[] {
  return programs
    .map(({ action }) => action)
    .filter((action) => file.actions.includes(action.name));
}

const TOLD: ReadonlySet<string> = new Set([
  "py2-method",
  "py2-name",
  "exception-message",
  "gzip-csv",
]);

function isTold(file: PythonFile, { line, isNewer, what }: PythonDifference): boolean {
  if (isNewer) return false;
  // Another rule tells it at the line that opens the file.
  const isCsv = what.startsWith("csv.");
  return file.troubles.some(({ kind, line: at }) =>
    kind === "gzip-csv" ? isCsv || at === line : at === line && TOLD.has(kind),
  );
}

/** `from Python 3.12 on`, `in Python 3` */
export function fromOn(since: string): string {
  return since === "3.0" ? "in Python 3" : `from Python ${since} on`;
}
