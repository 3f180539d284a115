/** The imports in the scripts, each with the first action that reaches it. */
import type { AlertAction } from "../../../addon/addon.ts";
import type { PythonFile, PythonImport, ReadActions } from "./python-reading.ts";

export interface SeenImport {
  readonly file: PythonFile;
  readonly imported: PythonImport;
  readonly action: AlertAction | undefined;
}

export function* imports({ python, programs }: ReadActions): Generator<SeenImport> {
  for (const file of python.files) {
    const action = programs.find((program) => program.action.name === file.actions[0])?.action;
    for (const imported of file.imports) yield { file, imported, action };
  }
}
