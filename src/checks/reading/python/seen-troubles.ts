/** The problems of some kinds with their places, without guarded ones. In a Python 2 script they are warnings. */
import type { Where } from "../../../errors.ts";
import type { PythonTrouble, ReadActions } from "./python-reading.ts";

export interface SeenTrouble {
  readonly trouble: PythonTrouble;
  readonly path: string;
  readonly where: Where;
  /** Set when the script asks for Python 2, which only Splunk 8 and older have. */
  readonly severity: "warning" | undefined;
}

export function* seenTroubles(
  actions: ReadActions,
  ...kinds: readonly PythonTrouble["kind"][]
): Generator<SeenTrouble> {
  for (const file of actions.python.files) {
    for (const trouble of file.troubles) {
      if (trouble.isGuarded || !kinds.includes(trouble.kind)) continue;
      yield {
        trouble,
        path: file.path,
        where: { file: file.path, line: trouble.line, column: trouble.column },
        severity: file.actions.every((name) => isPython2(actions, name)) ? "warning" : undefined,
      };
    }
  }
}

function isPython2({ programs }: ReadActions, action: string): boolean {
  const program = programs.find((candidate) => candidate.action.name === action);
  return program?.action.stanza.settings.get("python.version")?.value.trim() === "python2";
}
