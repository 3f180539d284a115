/**
 * Lists the interpreters on PATH, of pyenv, uv, asdf, mise and Homebrew, and where the py launcher looks. Starts none.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join, sep } from "node:path";

export interface FoundPython {
  /** The real executable, with links resolved. Never a shim. */
  readonly path: string;
  /** As the name tells: `3.9.18`, `3.9`, or `3`. Empty if it does not. */
  readonly version: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs within this time use the same list. */
const FRESH_MS = 5000;
let last:
  | { readonly at: number; readonly path: string; readonly pythons: FoundPython[] }
  | undefined;

/** Those on PATH first, in its order, then the other places. Each executable is there once. */
export function listPythons(env: Environment = process.env): FoundPython[] {
  if (env !== process.env) return lookFor(env);
  const path = env["PATH"] ?? "";
  if (last === undefined || last.path !== path || performance.now() - last.at > FRESH_MS)
    last = { at: performance.now(), path, pythons: lookFor(env) };
  return last.pythons;
}

function lookFor(env: Environment): FoundPython[] {
  const byPath = new Map<string, FoundPython>();
  for (const candidate of [...fromPath(env), ...fromVersions(env)]) {
    const real = realPath(candidate);
    if (real === undefined || isShim(real)) continue;
    if (!byPath.has(real)) byPath.set(real, { path: real, version: versionOf(real) });
  }
  return [...byPath.values()];
}

/** Plain names first, then the newest. To ask for each is much faster than to read all of /usr/bin. */
const NAMES: readonly string[] = [
  "python3",
  "python",
  ...Array.from({ length: 31 }, (_, minor) => `python3.${30 - minor}`),
  "python2",
  "python2.7",
].map((name) => (process.platform === "win32" ? `${name}.exe` : name));

function* fromPath(env: Environment): Generator<string> {
  const path = env["PATH"] ?? env["Path"] ?? "";
  for (const folder of path.split(delimiter)) {
    // Hundreds of names, and most do not exist: `join` would take longer than the question.
    if (folder !== "") for (const name of NAMES) yield folder + sep + name;
  }
}

/** Folders with one installation for each version. */
function* fromVersions(env: Environment): Generator<string> {
  const home = homedir();
  const roots = [
    join(env["PYENV_ROOT"] ?? join(home, ".pyenv"), "versions"),
    env["UV_PYTHON_INSTALL_DIR"] ??
      join(env["XDG_DATA_HOME"] ?? join(home, ".local/share"), "uv/python"),
    join(env["ASDF_DATA_DIR"] ?? join(home, ".asdf"), "installs/python"),
    join(env["XDG_DATA_HOME"] ?? join(home, ".local/share"), "mise/installs/python"),
    env["HOMEBREW_PREFIX"] === undefined
      ? "/opt/homebrew/opt"
      : join(env["HOMEBREW_PREFIX"], "opt"),
    "/usr/local/opt",
    "/home/linuxbrew/.linuxbrew/opt",
    "/Library/Frameworks/Python.framework/Versions",
    // Where the installers for Windows put Python, for one user and for all.
    ...["LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)"].flatMap((name) => {
      const folder = env[name];
      if (folder === undefined) return [];
      return [name === "LOCALAPPDATA" ? join(folder, "Programs/Python") : folder];
    }),
  ];
  for (const root of roots) {
    for (const name of names(root).sort(newestFirst)) {
      if (/python|^\d/i.test(name)) yield* within(join(root, name), name);
    }
  }
}

/** Homebrew's `python@3.11` has only a `python3.11`. */
function* within(folder: string, name: string): Generator<string> {
  if (process.platform === "win32") {
    yield join(folder, "python.exe");
    return;
  }
  const minor = /(\d\.\d+)/.exec(name)?.[1];
  yield join(folder, "bin/python3");
  if (minor !== undefined) yield join(folder, `bin/python${minor}`);
  yield join(folder, "bin/python2");
}

/**
 * The shims of pyenv and asdf are scripts. They look up the version at each start, which takes tens of milliseconds.
 */
function isShim(path: string): boolean {
  if (/[/\\]shims[/\\]/.test(path)) return true;
  try {
    // An interpreter may be tens of megabytes long, so only its first bytes are read.
    const file = openSync(path, "r");
    const head = Buffer.alloc(2);
    readSync(file, head);
    closeSync(file);
    return head.toString("latin1") === "#!";
  } catch {
    return true;
  }
}

/** The path tells it: versions/3.9.18/bin, cpython-3.13.0-linux…, python@3.11, python3.9. */
function versionOf(path: string): string {
  const byFolder = /(?:^|[/\\@-])(\d\.\d+\.\d+)(?=[/\\-])/.exec(dirname(path))?.[1];
  const byName = /python(\d(?:\.\d+)?)/.exec(basename(path))?.[1];
  return byFolder ?? byName ?? "";
}

/** Compares the numbers in the names. A collator of the language would take longer than all the rest here. */
function newestFirst(a: string, b: string): number {
  const left = numbersIn(a);
  const right = numbersIn(b);
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? right.length - left.length : (right[at] ?? -1) - (left[at] ?? -1);
}

function numbersIn(name: string): number[] {
  return name.match(/\d+/g)?.map(Number) ?? [];
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function realPath(path: string): string | undefined {
  try {
    if (!existsSync(path) || !statSync(path).isFile()) return undefined;
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
