/** Copies an app into the sandbox, so that nothing a script does reaches the user's own tree. */
import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import type { Problem } from "../errors.ts";

/** Large, and no part of an installed app. */
const LEFT_OUT = new Set([
  ".git",
  ".hg",
  ".svn",
  "node_modules",
  "__pycache__",
  ".venv",
  "venv",
  ".tox",
  ".mypy_cache",
  ".pytest_cache",
  ".idea",
  ".vscode",
]);

export function copyApp(from: string, to: string): Problem[] {
  const problems: Problem[] = [];
  copyFolder(from, to, problems, new Set([realpathSync(from)]));
  return problems;
}

function copyFolder(
  from: string,
  to: string,
  problems: Problem[],
  above: ReadonlySet<string>,
): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    try {
      if (entry.isSymbolicLink()) copyLink(source, target, problems, above);
      else if (entry.isDirectory()) {
        if (!LEFT_OUT.has(entry.name)) copyFolder(source, target, problems, above);
      } else if (entry.isFile()) copyFile(source, target);
      // Sockets, pipes and devices are no part of an app.
    } catch (cause) {
      problems.push(notCopied(source, (cause as Error).message));
    }
  }
}

/** What a link points to is copied: a link would lead the script out of the sandbox. */
function copyLink(
  source: string,
  target: string,
  problems: Problem[],
  above: ReadonlySet<string>,
): void {
  const real = realpathSync(source);
  if (!statSync(real).isDirectory()) copyFile(real, target);
  else if (above.has(real))
    problems.push(notCopied(source, "the link leads to a folder it lies in"));
  else copyFolder(real, target, problems, new Set([...above, real]));
}

function copyFile(source: string, target: string): void {
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
  const mode = statSync(source).mode;
  // Readable and removable, whatever it was.
  if ((mode & 0o600) !== 0o600) chmodSync(target, mode | 0o600);
}

function notCopied(path: string, why: string): Problem {
  return {
    code: "ADDON_UNREADABLE",
    message: `left out of the run: ${why}`,
    hint: "See that the file can be read, and that links point to something.",
    where: { file: path },
  };
}
