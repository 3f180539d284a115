/** Finds which Pythons of this machine can run the action: each compiles its files and looks for their imports. */
import { execa } from "execa";
import { listPythons, type FoundPython } from "../../sandbox/interpreters/list-pythons.ts";
import { environmentFor } from "../../sandbox/interpreters/shipped-environment.ts";
import { isShipped } from "../../sandbox/interpreters/shipped-modules.ts";
import { isUccSource } from "../../addon/ucc-source.ts";
import type { Facts } from "../facts/facts.ts";
import type { PythonFile } from "../reading/python/python-reading.ts";
import type { CompiledPython } from "./diagnosis.ts";
import { COMPILE_SCRIPT } from "./compile-script.ts";

/** Modules that the sandbox provides for every interpreter. */
const PLAYED: ReadonlySet<string> = new Set(["splunk", "cim_actions"]);
const PATIENCE_MS = 20_000;

export interface CompileReport {
  readonly files: readonly string[];
  readonly pythons: readonly CompiledPython[];
}

/** `used` is the interpreter that ran the script. It may be in an unusual place. */
export async function compilePythons(
  facts: Facts,
  action: string,
  used?: string,
): Promise<CompileReport> {
  const here = pythonsHere(used);
  const read = facts.python.files.filter((file) => file.actions.includes(action));
  const script = facts.programs.find((program) => program.action.name === action)?.scripts ?? [];
  // Even when no Python can read the imports, the script itself is known.
  const files = [...new Set([...script, ...read.map(({ path }) => path)])].filter(
    (path) => path.endsWith(".py") && facts.has(path),
  );
  if (files.length === 0) return { files, pythons: here.map(unasked) };
  const { tree } = facts.addon;
  const asked = {
    modules: modulesToFind(facts, read),
    files: files.map((path) => ({
      path: `${tree.shownRoot}${path}`,
      base64: tree.read(path)?.toString("base64") ?? "",
    })),
  };
  const pythons: CompiledPython[] = [];
  // One after the other: many at once would overload the machine.
  for (const python of here) pythons.push(await ask(python, asked));
  return { files, pythons };
}

function pythonsHere(used: string | undefined): readonly FoundPython[] {
  const known = listPythons();
  return used === undefined || known.some(({ path }) => path === used)
    ? known
    : [...known, { path: used, version: "" }];
}

/** A source tree does not contain the modules that a build installs. */
function modulesToFind({ addon, python }: Facts, read: readonly PythonFile[]): string[] {
  if (isUccSource(addon)) return [];
  const names = read
    .flatMap((file) => file.imports)
    .filter((imported) => !imported.isGuarded && imported.level === 0)
    .map((imported) => imported.module.split(".")[0] ?? "");
  return [...new Set(names)]
    .filter((name) => name !== "" && !PLAYED.has(name) && !python.modules.has(name))
    .sort();
}

interface Asked {
  readonly modules: readonly string[];
  readonly files: readonly { readonly path: string; readonly base64: string }[];
}

/** What COMPILE_SCRIPT says: each complaint as file, line and message. */
interface Answer {
  readonly version: string;
  readonly complaints: readonly (readonly [string, number | null, string])[];
  readonly missing: readonly string[];
}

async function ask(python: FoundPython, asked: Asked): Promise<CompiledPython> {
  const venv = environmentFor(python.version);
  const run = await execa(python.path, ["-S", "-E", "-B", "-c", SITE + COMPILE_SCRIPT], {
    input: JSON.stringify({ ...asked, path: venv === undefined ? [] : [venv] }),
    reject: false,
    timeout: PATIENCE_MS,
    windowsHide: true,
  });
  try {
    const answer: Answer = JSON.parse(run.stdout);
    return {
      path: python.path,
      version: answer.version,
      compiles: answer.complaints.length === 0,
      complaints: answer.complaints.map(([file, line, message]) => ({
        where: { file, line: line ?? undefined },
        message,
      })),
      missing: answer.missing.filter((name) => !isShipped(name, answer.version)),
      toSetUp: answer.missing.filter((name) => isShipped(name, answer.version)),
    };
  } catch {
    return unasked(python);
  }
}

/** Modules of this interpreter's own site-packages count: the script is started with them. */
const SITE = "import site\nsite.main()\n";

function unasked({ path, version }: FoundPython): CompiledPython {
  return { path, version, compiles: null, complaints: [], missing: [], toSetUp: [] };
}
