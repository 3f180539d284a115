/**
 * The interpreter for a script: `--python`, else the highest of python.required that is here, else python.version, else
 * 3.9, which Splunk 9.3 and later bring, else any Python 3. Ground: alert_actions.conf.spec and server.conf.spec.
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
  if (wish.asked !== undefined) return asked(wish.asked);
  const found = listPythons();
  const required = (wish.required ?? "")
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const byRequired = [...required]
    .sort(highestFirst)
    .map((version) => pick(found, version))
    .find((one) => one !== undefined);
  if (byRequired !== undefined) return made(byRequired, `python.required = ${wish.required}`);
  const version = wish.version?.trim() ?? "";
  const exact = version === "latest" ? version : /^python(\d(?:\.\d+)?)$/.exec(version)?.[1];
  if (exact !== undefined && exact !== "3") {
    const byVersion = pick(found, exact);
    // `python2` is honoured only where there is one: every Splunk since 9.0 runs Python 3 whatever is asked for.
    if (byVersion !== undefined && exact !== "2")
      return made(byVersion, `python.version = ${version}`);
  }
  const usual = pick(found, "3.9");
  if (usual !== undefined) return made(usual, "3.9 by default, as Splunk 9.3 and later");
  const any = pick(found, "3");
  if (any !== undefined) return made(any, "the first Python 3 there is");
  throw new HarnessError("SANDBOX_NO_PYTHON", "there is no Python 3 on this machine", {
    hint: "Install Python 3.9 or newer, or name an interpreter with --python PATH.",
  });
}

function asked(text: string): Interpreter {
  const version = /^(?:python)?(\d(?:\.\d+){0,2})$/.exec(text)?.[1];
  const found = listPythons();
  const chosen = version === undefined ? undefined : pick(found, version);
  if (chosen !== undefined) return made(chosen, "--python");
  if (version === undefined) {
    const path =
      isAbsolute(text) || /[/\\]/.test(text)
        ? resolve(text)
        : found.find((one) => one.path.endsWith(`/${text}`))?.path;
    if (path !== undefined && existsSync(path)) {
      const exact = askVersion(path);
      // Not the link's target: a virtual environment is told by the path it is started with.
      if (exact !== undefined)
        return { path, version: exact, chosenBy: "--python", venv: environmentFor(exact) };
    }
  }
  const versions = [...new Set(found.map((one) => one.version).filter((one) => one !== ""))];
  throw new HarnessError(
    "SANDBOX_BAD_PYTHON",
    `there is no Python \`${text}\`, or it does not start`,
    {
      hint:
        versions.length === 0
          ? "Name the path of an interpreter."
          : `Found here: ${versions.join(", ")}.`,
      ...(/[/\\]/.test(text) ? { where: { file: text } } : {}),
    },
  );
}

const VERSIONS = /^(?:|default|latest|python|python[23]|python3\.\d+)$/;

/** A setting that no Splunk takes, in the words of messages.conf. */
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
function pick(found: readonly FoundPython[], wanted: string): FoundPython | undefined {
  const want = wanted === "latest" ? "3" : wanted;
  const fitting = found.filter(
    (one) => one.version === "" || fits(one.version, want) || fits(want, one.version),
  );
  const sorted =
    wanted === "latest" ? [...fitting].sort((a, b) => highestFirst(a.version, b.version)) : fitting;
  for (const one of sorted) {
    const version = /^\d+\.\d+\.\d+$/.test(one.version) ? one.version : askVersion(one.path);
    if (version !== undefined && fits(version, want)) return { path: one.path, version };
  }
  return undefined;
}

function fits(version: string, wanted: string): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}

function highestFirst(a: string, b: string): number {
  if (a === "latest" || b === "latest") return a === b ? 0 : a === "latest" ? -1 : 1;
  return b.localeCompare(a, "en", { numeric: true });
}

function made(python: FoundPython, chosenBy: string): Interpreter {
  return {
    path: realpathSync(python.path),
    version: python.version,
    chosenBy,
    venv: environmentFor(python.version),
  };
}
