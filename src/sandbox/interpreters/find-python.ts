/**
 * Finds the interpreter for a script: `--python`, else the one that the chosen Splunk would run it with, else 3.9, else
 * any Python 3.
 */
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { HarnessError, type Problem } from "../../errors.ts";
import { type SplunkProfile, splunkProfile } from "../../platforms/splunk-profile.ts";
import { askVersion } from "./ask-version.ts";
import { type FoundPython, listPythons } from "./list-pythons.ts";
import type { Interpreter } from "../process/script-run.ts";
import { type PythonSettings, ruledPython } from "./ruled-python.ts";
import { environmentFor } from "./shipped-environment.ts";

export interface PythonWish extends PythonSettings {
  /** `--python`: a path, or a version such as 3.9. */
  readonly asked?: string | undefined;
  /** Default: the newest whose spec files are known. */
  readonly profile?: SplunkProfile | undefined;
}

export function findPython(wish: PythonWish): Interpreter {
  if (wish.asked !== undefined) return askedFor(wish.asked);
  const installed = listPythons();
  const { wanted, by } = ruledPython(wish, wish.profile ?? splunkProfile());
  const [best] = wanted;
  for (const version of [...wanted, "3.9", "3"]) {
    const python = pick(installed, version);
    if (python === undefined) continue;
    const isMeant = version === best;
    return chosen(python, isMeant ? by : `${by}: ${best} is not here`, isMeant ? undefined : best);
  }
  throw new HarnessError("SANDBOX_NO_PYTHON", "there is no Python 3 on this machine", {
    hint: "Install Python 3.9 or newer, or name an interpreter with --python PATH.",
  });
}

/** Tells which interpreter took the place of the one that Splunk would use. */
export function checkPlaceTaken(
  python: Interpreter | undefined,
  { version: splunk }: SplunkProfile,
): Problem[] {
  if (python?.insteadOf === undefined) return [];
  const { insteadOf, version } = python;
  return [
    {
      code: "SANDBOX_OTHER_PYTHON",
      message: `Splunk ${splunk} would run the script on Python ${insteadOf}, which is not on this machine: ${version} takes its place`,
      hint: `Install Python ${insteadOf}, or name an interpreter with --python PATH.`,
    },
  ];
}

/** `--python`: a version, a path, or the name of a program on PATH. */
function askedFor(text: string): Interpreter {
  const version = /^(?:python)?(\d(?:\.\d+){0,2})$/.exec(text)?.[1];
  const installed = listPythons();
  const python = version === undefined ? atPath(text, installed) : named(installed, version);
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
  return {
    path,
    version,
    chosenBy: "--python",
    insteadOf: undefined,
    venv: environmentFor(version),
  };
}

function named(installed: readonly FoundPython[], version: string): Interpreter | undefined {
  const python = pick(installed, version);
  return python && chosen(python, "--python", undefined);
}

/** The first that fits `3`, `3.9` or `3.9.18`, and starts. */
function pick(installed: readonly FoundPython[], want: string): FoundPython | undefined {
  const fitting = installed.filter(
    ({ version }) => version === "" || fits(version, want) || fits(want, version),
  );
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

function chosen(
  { path, version }: FoundPython,
  chosenBy: string,
  insteadOf: string | undefined,
): Interpreter {
  const venv = environmentFor(version);
  return { path: realpathSync(path), version, chosenBy, insteadOf, venv };
}
