/** Reads the Python files that the actions reach. One process parses all of them and runs none. */
import { spawnSync } from "node:child_process";
import type { Addon } from "../../../addon/addon.ts";
import { HarnessError } from "../../../errors.ts";
import { findPython } from "../../../sandbox/interpreters/find-python.ts";
import type { Interpreter } from "../../../sandbox/process/script-run.ts";
import type { ActionProgram } from "../action-programs.ts";
import { type AddonFiles, indexModules, type ModuleIndex } from "./module-index.ts";
import { ownImports } from "./own-imports.ts";
import { parseByOthers } from "./parse-by-others.ts";
import type { PythonFile, PythonReading } from "./python-reading.ts";
import { readerPath } from "./reader-path.ts";

/** Far more than the own modules of any add-on. The limit keeps a wrong path from reading a whole library. */
const MOST_FILES = 400;

export interface Scripts extends AddonFiles {
  readonly addon: Addon;
  readonly programs: readonly ActionProgram[];
}

export interface ReadOptions {
  /** The interpreter that reads: a path or a version. */
  readonly python?: string | undefined;
  /** Others that compile the scripts. */
  readonly also?: readonly string[] | undefined;
  /** Whether to tell what the scripts ask splunkd for, which no check needs. */
  readonly asks?: boolean | undefined;
}

export function readPython(scripts: Scripts, options: ReadOptions = {}): PythonReading {
  const { also = [] } = options;
  const index = indexModules(scripts);
  const { modules } = index;
  const reached = reach(scripts, index);
  const interpreter = reached.size === 0 ? undefined : interpreterFor(scripts, options.python);
  if (interpreter === undefined)
    return { files: [], version: undefined, modules, syntaxFaults: [] };
  const files = ask(interpreter, scripts.addon, reached, options).map((file) => ({
    ...file,
    actions: [...(reached.get(file.path)?.actions ?? [])],
  }));
  const others = [...new Set([...declaredPythons(scripts.programs), ...also])];
  const syntaxFaults = parseByOthers(scripts.addon, [...reached.keys()], {
    minors: others,
    readBy: interpreter.version,
  });
  return { files, version: interpreter.version, modules, syntaxFaults };
}

/** What the reader returns for a file. It does not know the actions. */
type ReadFile = Omit<PythonFile, "actions">;

function ask(
  interpreter: Interpreter,
  { tree }: Addon,
  reached: ReachedFiles,
  { asks = false }: ReadOptions,
): ReadFile[] {
  const input = JSON.stringify({
    asks,
    files: [...reached.keys()].map((path) => ({
      path,
      base64: tree.read(path)?.toString("base64") ?? "",
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
  return run.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line): ReadFile => JSON.parse(line));
}

/** The versions of python.required, and of python.version where it names one. */
function declaredPythons(programs: readonly ActionProgram[]): string[] {
  return programs.flatMap(({ action: { stanza } }) =>
    ["python.required", "python.version"].flatMap((key) =>
      (stanza.settings.get(key)?.value ?? "")
        .split(",")
        .flatMap((word) => /^\s*(?:python)?(3\.\d+)\s*$/.exec(word)?.[1] ?? []),
    ),
  );
}

type ReachedFiles = ReadonlyMap<string, Reached>;

interface Reached {
  readonly actions: Set<string>;
  readonly imports: ReadonlyMap<string, string>;
}

function reach(scripts: Scripts, index: ModuleIndex): ReachedFiles {
  const reached = new Map<string, Reached>();
  for (const { action, scripts: first } of scripts.programs) {
    const queue = [...first];
    const seen = new Set<string>();
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(path) || reached.size >= MOST_FILES) continue;
      seen.add(path);
      const known = reached.get(path) ?? {
        actions: new Set<string>(),
        imports: ownImports(scripts, index, path),
      };
      known.actions.add(action.name);
      reached.set(path, known);
      for (const target of known.imports.values()) if (!index.isForeign(target)) queue.push(target);
    }
  }
  return reached;
}

function interpreterFor({ programs }: Scripts, asked: string | undefined): Interpreter | undefined {
  const setting = (key: string): string | undefined =>
    programs
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
