/** Finds the program of each action, or the reason why there is none. */
import type { Addon, AlertAction, Program } from "../../addon/addon.ts";
import { findProgram } from "../../addon/find-program.ts";
import { HarnessError } from "../../errors.ts";

export interface ActionProgram {
  readonly action: AlertAction;
  /** Undefined when Splunk would start nothing. */
  readonly program: Program | undefined;
  readonly error: HarnessError | undefined;
  /** The scripts to read for the action: its program, or a script that is obviously meant to be it. */
  readonly scripts: readonly string[];
}

export function findPrograms(addon: Addon): ActionProgram[] {
  const ownActions = addon.actions.filter((action) => action.app === addon.appId);
  return ownActions.map((action) => {
    const helpers = generatedHelpers(addon, action);
    try {
      const program = findProgram(addon, action);
      const scripts = [scriptOf(program, addon), ...helpers].filter(
        (script) => script !== undefined,
      );
      return { action, program, error: undefined, scripts };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      const scripts = [...astray(addon, action), ...helpers];
      return { action, program: undefined, error, scripts };
    }
  });
}

/** A .path file or a shell script names the Python script that it starts. */
function scriptOf(program: Program, addon: Addon): string | undefined {
  if (program.kind === "python") return program.file;
  if (program.kind !== "path" && program.kind !== "shell") return undefined;
  const text = program.command ?? addon.tree.read(program.file)?.toString("utf8") ?? "";
  const named = /([\w.-]+\.py)\b/.exec(text)?.[1];
  const folder = program.file.slice(0, program.file.lastIndexOf("/"));
  const path = `${folder}/${named}`;
  return named !== undefined && addon.tree.read(path) !== undefined ? path : undefined;
}

/** The helper scripts of UCC and the Add-on Builder: `bin/<module>/modalert_<action>_helper.py`. */
function generatedHelpers(addon: Addon, action: AlertAction): string[] {
  const folders = addon.tree.list("bin").filter((entry) => entry.isFolder);
  return folders
    .map((folder) => `bin/${folder.name}/modalert_${action.name}_helper.py`)
    .filter((path) => addon.tree.read(path) !== undefined);
}

/** Scripts with the name of the action in folders where Splunk does not look. */
function astray(addon: Addon, action: AlertAction): string[] {
  return ["", "lib/", "scripts/", "src/"]
    .map((folder) => `${folder}${action.name}.py`)
    .filter((path) => addon.tree.read(path) !== undefined);
}
