/** Prefixes for paths: from the current folder, or from the root of the repository, to a folder. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** `apps/TA-x/`; empty for the current folder and for one that is not below it. */
export function pathFromHere(folder: string): string {
  return prefix(process.cwd(), folder);
}

/** From the top folder of the git repository, as GitHub reads paths. Outside a repository, from the current folder. */
export function pathFromRepository(folder: string): string {
  return prefix(repositoryOf(folder) ?? process.cwd(), folder);
}

/** `.git` is a folder, or a file in worktrees and submodules. */
function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function prefix(from: string, to: string): string {
  const path = relative(from, to).split(sep).join("/");
  return path === "" || path.startsWith("..") || isAbsolute(path) ? "" : `${path}/`;
}
