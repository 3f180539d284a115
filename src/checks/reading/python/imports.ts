/** Every import of the scripts, with the action that leads to it. */
import type { AlertAction } from "../../../addon/addon.ts";
import type { Facts } from "../../facts/facts.ts";
import type { PythonFile, PythonImport } from "./python-facts.ts";

export interface SeenImport {
  readonly file: PythonFile;
  readonly one: PythonImport;
  readonly action: AlertAction | undefined;
}

export function* imports(facts: Facts): Generator<SeenImport> {
  for (const file of facts.python.files) {
    const action = facts.programs.find((one) => one.action.name === file.actions[0])?.action;
    for (const one of file.imports) yield { file, one, action };
  }
}
