/** The real interpreters of this machine: PATH, pyenv, uv, asdf, mise, Homebrew, where the py launcher looks. Nothing is started. */
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
  /** The real executable, links resolved, never a shim. */
  readonly path: string;
  /** As far as names tell: `3.9.18`, `3.9`, or `3`. */
  readonly version: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs that follow each other closely look once. */
const FRESH_MS = 5000;
let last:
  | { readonly at: number; readonly path: string; readonly pythons: FoundPython[] }
  | undefined;

/** Best first: in order of PATH, then pyenv and the other places; each executable once. */
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

/** Plain names first, then from new to old: asking for each is far cheaper than reading all of /usr/bin. */
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
    // Hundreds of names that mostly are not there: `join` would take longer than asking for them.
    if (folder !== "") for (const name of NAMES) yield folder + sep + name;
  }
}

/** Folders that hold one installation per version. */
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
    // Where the installers put what the py launcher starts: for one user, and for all.
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

/** pyenv's and asdf's shims are scripts that look the version up at every start, which costs tens of milliseconds. */
function isShim(path: string): boolean {
  if (/[/\\]shims[/\\]/.test(path)) return true;
  try {
    // An interpreter may be tens of megabytes long: only its first bytes are looked at.
    const file = openSync(path, "r");
    const head = Buffer.alloc(2);
    readSync(file, head);
    closeSync(file);
    return head.toString("latin1") === "#!";
  } catch {
    return true;
  }
}

/** Told by the path: versions/3.9.18/bin, cpython-3.13.0-linux…, python@3.11, python3.9. */
function versionOf(path: string): string {
  const byFolder = /(?:^|[/\\@-])(\d\.\d+\.\d+)(?=[/\\-])/.exec(dirname(path))?.[1];
  const byName = /python(\d(?:\.\d+)?)/.exec(basename(path))?.[1];
  return byFolder ?? byName ?? "";
}

/** By the numbers in the name; a collator of the whole language would cost more than all the rest here. */
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
