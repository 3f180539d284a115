/** Reads the Python that the actions reach: one process for all files, which parses them and runs none. */
import { spawnSync } from "node:child_process";
import { HarnessError } from "../../../errors.ts";
import { findPython } from "../../../sandbox/interpreters/find-python.ts";
import type { Facts } from "../../facts/facts.ts";
import { readerPath } from "./reader-path.ts";
import { indexModules, type ModuleIndex, ownImports } from "./module-index.ts";
import type { PythonFile, PythonReading } from "./python-facts.ts";

/** Far more than any add-on's own modules; keeps a mistaken path from reading a whole library. */
const MOST_FILES = 400;

export function readPython(facts: Facts, asked?: string): PythonReading {
  const index = indexModules(facts);
  const reached = reach(facts, index);
  const { modules } = index;
  if (reached.size === 0) return { files: [], version: undefined, modules };
  const interpreter = interpreterFor(facts, asked);
  if (interpreter === undefined) return { files: [], version: undefined, modules };
  const input = JSON.stringify({
    files: [...reached.keys()].map((path) => ({
      path,
      base64: facts.addon.tree.read(path)?.toString("base64") ?? "",
    })),
    imports: Object.fromEntries(
      [...reached].map(([path, { imports }]) => [path, Object.fromEntries(imports)]),
    ),
  });
  const run = spawnSync(interpreter.path, ["-S", "-E", "-B", readerPath], {
    input,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    windowsHide: true,
  });
  if (run.status !== 0) {
    throw new HarnessError("SANDBOX_BAD_PYTHON", `${interpreter.path} could not read the scripts`, {
      hint: `${run.stderr?.trim().split("\n").at(-1) ?? "it did not start"}. Name another with --python.`,
    });
  }
  const files = run.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const said = JSON.parse(line) as PythonFile;
      return { ...said, actions: [...(reached.get(said.path)?.actions ?? [])] };
    });
  return { files, version: interpreter.version, modules };
}

interface Reached {
  readonly actions: Set<string>;
  readonly imports: ReadonlyMap<string, string>;
}

function reach(facts: Facts, index: ModuleIndex): Map<string, Reached> {
  const found = new Map<string, Reached>();
  for (const { action, scripts } of facts.programs) {
    const queue = [...scripts];
    const seen = new Set<string>();
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(path) || found.size >= MOST_FILES) continue;
      seen.add(path);
      const known = found.get(path) ?? {
        actions: new Set<string>(),
        imports: ownImports(facts, index, path),
      };
      known.actions.add(action.name);
      found.set(path, known);
      for (const target of known.imports.values()) if (!index.isForeign(target)) queue.push(target);
    }
  }
  return found;
}

function interpreterFor(facts: Facts, asked: string | undefined) {
  const setting = (key: string): string | undefined =>
    facts.programs
      .map(({ action }) => action.stanza.settings.get(key)?.value)
      .find((value) => value !== undefined);
  try {
    return findPython({
      asked,
      required: setting("python.required"),
      version: setting("python.version"),
    });
  } catch (error) {
    if (error instanceof HarnessError && error.code === "SANDBOX_NO_PYTHON") return undefined;
    throw error;
  }
}
