/**
 * Finds the interpreter for a script: `--python`, else the highest installed version of python.required, else
 * python.version, else 3.9, which Splunk 9.3 and later bring, else any Python 3.
 * Ground: alert_actions.conf.spec and server.conf.spec.
 */
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { AlertAction } from "../../addon/addon.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import { askVersion } from "./ask-version.ts";
import { type FoundPython, listPythons } from "./list-pythons.ts";
import type { Interpreter } from "../process/script-run.ts";
import { environmentFor } from "./shipped-environment.ts";

export interface PythonWish {
  /** `--python`: a path, or a version such as 3.9. */
  readonly asked?: string | undefined;
  /** Setting `python.required`: `3.9, 3.13`. */
  readonly required?: string | undefined;
  /** Setting `python.version`: `python3`, `python3.9`, `python2`, `latest`, `default`. */
  readonly version?: string | undefined;
}

export function findPython(wish: PythonWish): Interpreter {
  if (wish.asked !== undefined) return askedFor(wish.asked);
  const installed = listPythons();
  const python =
    byRequired(wish.required ?? "", installed) ??
    byVersion(wish.version?.trim() ?? "", installed) ??
    chosen(pick(installed, "3.9"), "3.9 by default, as Splunk 9.3 and later") ??
    chosen(pick(installed, "3"), "the first Python 3 there is");
  if (python !== undefined) return python;
  throw new HarnessError("SANDBOX_NO_PYTHON", "there is no Python 3 on this machine", {
    hint: "Install Python 3.9 or newer, or name an interpreter with --python PATH.",
  });
}

/** The highest of those listed that is installed. */
function byRequired(required: string, installed: readonly FoundPython[]): Interpreter | undefined {
  const versions = required
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .sort(highestFirst);
  for (const version of versions) {
    const python = pick(installed, version);
    if (python !== undefined) return chosen(python, `python.required = ${required}`);
  }
  return undefined;
}

/** `python2` chooses nothing: every Splunk since 9.0 runs Python 3 whatever is asked for. */
function byVersion(version: string, installed: readonly FoundPython[]): Interpreter | undefined {
  const exact = version === "latest" ? version : /^python(\d(?:\.\d+)?)$/.exec(version)?.[1];
  if (exact === undefined || exact === "2" || exact === "3") return undefined;
  return chosen(pick(installed, exact), `python.version = ${version}`);
}

/** `--python`: a version, a path, or the name of a program on PATH. */
function askedFor(text: string): Interpreter {
  const version = /^(?:python)?(\d(?:\.\d+){0,2})$/.exec(text)?.[1];
  const installed = listPythons();
  const python =
    version === undefined ? atPath(text, installed) : chosen(pick(installed, version), "--python");
  if (python !== undefined) return python;
  const versions = [
    ...new Set(installed.map(({ version }) => version).filter((version) => version !== "")),
  ];
  throw new HarnessError(
    "SANDBOX_BAD_PYTHON",
    `there is no Python \`${text}\`, or it does not start`,
    {
      hint:
        versions.length === 0
          ? "Name the path of an interpreter."
          : `Found here: ${versions.join(", ")}.`,
      where: isPath(text) ? { file: text } : undefined,
    },
  );
}

function isPath(text: string): boolean {
  return isAbsolute(text) || /[/\\]/.test(text);
}

function atPath(text: string, installed: readonly FoundPython[]): Interpreter | undefined {
  const path = isPath(text)
    ? resolve(text)
    : installed.find(({ path }) => path.endsWith(`/${text}`))?.path;
  if (path === undefined || !existsSync(path)) return undefined;
  const version = askVersion(path);
  if (version === undefined) return undefined;
  // The path is not resolved: Python knows its virtual environment by the path that starts it.
  return { path, version, chosenBy: "--python", venv: environmentFor(version) };
}

const VERSIONS = /^(?:|default|latest|python|python[23]|python3\.\d+)$/;

/** Tells of a value that Splunk does not accept, in the words of messages.conf. */
export function checkPythonVersion(action: AlertAction): Problem[] {
  const setting = action.stanza.settings.get("python.version");
  const value = setting?.value.trim() ?? "";
  if (setting === undefined || VERSIONS.test(value)) return [];
  return [
    {
      code: "SANDBOX_BAD_PYTHON",
      message: `The Python version '${value}' for modular alert '${action.name}' in alert_actions.conf is invalid.`,
      hint: "Write python3, python3.9 or latest, or leave python.version out.",
      where: setting.where,
    },
  ];
}

/** The first that fits `3`, `3.9`, `3.9.18` or `latest`, and starts. */
function pick(installed: readonly FoundPython[], wanted: string): FoundPython | undefined {
  const want = wanted === "latest" ? "3" : wanted;
  const fitting = installed.filter(
    ({ version }) => version === "" || fits(version, want) || fits(want, version),
  );
  if (wanted === "latest") fitting.sort((a, b) => highestFirst(a.version, b.version));
  for (const { path, version: named } of fitting) {
    const version = isExact(named) ? named : askVersion(path);
    if (version !== undefined && fits(version, want)) return { path, version };
  }
  return undefined;
}

function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(version);
}

function fits(version: string, wanted: string): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}

function highestFirst(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "latest") return -1;
  if (b === "latest") return 1;
  return b.localeCompare(a, "en", { numeric: true });
}

function chosen(python: FoundPython | undefined, by: string): Interpreter | undefined {
  if (python === undefined) return undefined;
  const { path, version } = python;
  return { path: realpathSync(path), version, chosenBy: by, venv: environmentFor(version) };
}
