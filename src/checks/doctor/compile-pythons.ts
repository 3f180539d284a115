/** Which Pythons of this machine could run the action: each compiles its files and looks for what they import. */
import { execa } from "execa";
import { listPythons, type FoundPython } from "../../sandbox/interpreters/list-pythons.ts";
import { environmentFor } from "../../sandbox/interpreters/shipped-environment.ts";
import { isShipped } from "../../sandbox/interpreters/shipped-modules.ts";
import { isUccSource } from "../../addon/ucc-source.ts";
import type { Facts } from "../facts/facts.ts";
import type { CompiledPython } from "./diagnosis.ts";
import { COMPILE_SCRIPT } from "./compile-script.ts";

/** Played by the sandbox, whatever the interpreter. */
const PLAYED: ReadonlySet<string> = new Set(["splunk", "cim_actions"]);
const PATIENCE_MS = 20_000;

export interface CompileReport {
  readonly files: readonly string[];
  readonly pythons: readonly CompiledPython[];
}

/** `used`: the interpreter that ran the script, which may lie where nobody looks. */
export async function compilePythons(
  facts: Facts,
  action: string,
  used?: string,
): Promise<CompileReport> {
  const known = listPythons();
  const others: readonly FoundPython[] =
    used === undefined || known.some(({ path }) => path === used)
      ? []
      : [{ path: used, version: "" }];
  const here = [...known, ...others];
  const read = facts.python.files.filter((file) => file.actions.includes(action));
  const script = facts.programs.find((one) => one.action.name === action)?.scripts ?? [];
  // Without an interpreter that reads imports, the script itself is known all the same.
  const files = [...new Set([...script, ...read.map(({ path }) => path)])].filter(
    (path) => path.endsWith(".py") && facts.has(path),
  );
  if (files.length === 0) return { files, pythons: here.map(unasked) };
  const imports = read.flatMap((file) => file.imports);
  const modules = isUccSource(facts.addon)
    ? []
    : imports
        .filter((one) => !one.isGuarded && one.level === 0)
        .map((one) => one.module.split(".")[0] ?? "")
        .filter((name) => name !== "" && !PLAYED.has(name) && !facts.python.modules.has(name));
  const asked = {
    modules: [...new Set(modules)].sort(),
    files: files.map((path) => ({
      path: `${facts.addon.tree.shownRoot}${path}`,
      base64: facts.addon.tree.read(path)?.toString("base64") ?? "",
    })),
  };
  const pythons: CompiledPython[] = [];
  // One after the other: on a machine with many, all at once would take it over.
  for (const python of here) pythons.push(await ask(python, asked));
  return { files, pythons };
}

async function ask(python: FoundPython, asked: object): Promise<CompiledPython> {
  const venv = environmentFor(python.version);
  const run = await execa(python.path, ["-S", "-E", "-B", "-c", SITE + COMPILE_SCRIPT], {
    input: JSON.stringify({ ...asked, path: venv === undefined ? [] : [venv] }),
    reject: false,
    timeout: PATIENCE_MS,
    windowsHide: true,
  });
  try {
    const said = JSON.parse(run.stdout) as {
      version: string;
      complaints: [string, number | null, string][];
      missing: string[];
    };
    return {
      path: python.path,
      version: said.version,
      compiles: said.complaints.length === 0,
      complaints: said.complaints.map(([file, line, message]) => ({
        where: line === null ? { file } : { file, line },
        message,
      })),
      missing: said.missing.filter((name) => !isShipped(name, said.version)),
      toSetUp: said.missing.filter((name) => isShipped(name, said.version)),
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
