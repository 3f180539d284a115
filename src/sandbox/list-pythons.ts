/** The real interpreters of this machine: PATH, pyenv, uv, Homebrew, the Windows launcher's folders. Nothing is started. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";

export interface FoundPython {
  /** The real executable, links resolved, never a shim. */
  readonly path: string;
  /** As far as names tell: `3.9.18`, `3.9`, or `3`. */
  readonly version: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Best first: in order of PATH, then pyenv and the other places; each executable once. */
export function listPythons(env: Environment = process.env): FoundPython[] {
  const found = new Map<string, FoundPython>();
  for (const candidate of [...fromPath(env), ...fromVersions(env)]) {
    const real = realPath(candidate);
    if (real === undefined || isShim(real)) continue;
    if (!found.has(real)) found.set(real, { path: real, version: versionOf(real) });
  }
  return [...found.values()];
}

function* fromPath(env: Environment): Generator<string> {
  const path = env["PATH"] ?? env["Path"] ?? "";
  for (const folder of path.split(delimiter)) {
    if (folder === "") continue;
    for (const name of names(folder))
      if (/^python(\d(\.\d+)?)?(\.exe)?$/.test(name)) yield join(folder, name);
  }
}

/** Folders that hold one installation per version. */
function* fromVersions(env: Environment): Generator<string> {
  const home = homedir();
  const roots = [
    join(env["PYENV_ROOT"] ?? join(home, ".pyenv"), "versions"),
    env["UV_PYTHON_INSTALL_DIR"] ??
      join(env["XDG_DATA_HOME"] ?? join(home, ".local/share"), "uv/python"),
    "/opt/homebrew/opt",
    "/usr/local/opt",
    "/Library/Frameworks/Python.framework/Versions",
    ...(env["LOCALAPPDATA"] === undefined ? [] : [join(env["LOCALAPPDATA"], "Programs/Python")]),
  ];
  for (const root of roots) {
    for (const name of names(root).sort(newestFirst)) {
      if (!/python|^\d/i.test(name)) continue;
      yield join(root, name, process.platform === "win32" ? "python.exe" : "bin/python3");
      if (process.platform !== "win32") yield join(root, name, "bin/python2");
    }
  }
}

/** pyenv's and asdf's shims are scripts that look the version up at every start, which costs tens of milliseconds. */
function isShim(path: string): boolean {
  if (/[/\\]shims[/\\]/.test(path)) return true;
  try {
    return readFileSync(path, { encoding: "latin1", flag: "r" }).startsWith("#!");
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

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, "en", { numeric: true });
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
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
