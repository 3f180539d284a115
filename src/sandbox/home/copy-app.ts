/** Copies an app into the sandbox, so that a script cannot change the user's files. */
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";

/** Folders that are large, and not part of an installed app. */
const LEFT_OUT = new Set([
  ".git",
  ".hg",
  ".svn",
  "__pycache__",
  ".tox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".idea",
  ".vscode",
]);

/** Files of ar-sim. No installed app has them. */
const OURS = /^(?:ar-sim\..+|__ar_snapshots__)$/;

export function copyApp(from: string, to: string): Problem[] {
  const problems: Problem[] = [];
  const needsNode = hasNodePrograms(from);
  const isLeftOut = (folder: string, name: string): boolean =>
    LEFT_OUT.has(name) ||
    OURS.test(name) ||
    (name === "node_modules" && !needsNode) ||
    existsSync(join(folder, "pyvenv.cfg"));
  copyFolder(from, to, { problems, isLeftOut, above: new Set([realpathSync(from)]) });
  return problems;
}

interface Copying {
  readonly problems: Problem[];
  readonly isLeftOut: (folder: string, name: string) => boolean;
  /** The real paths of the folders above, since a link may lead back to one. */
  readonly above: ReadonlySet<string>;
}

/** Only a `.js` action needs node_modules. In other apps they belong to the build. */
function hasNodePrograms(app: string): boolean {
  const bin = join(app, "bin");
  return existsSync(bin) && readdirSync(bin).some((name) => name.endsWith(".js"));
}

function copyFolder(from: string, to: string, copying: Copying): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    try {
      if (entry.isSymbolicLink()) copyLink(source, target, copying);
      else if (entry.isDirectory()) {
        if (!copying.isLeftOut(source, entry.name)) copyFolder(source, target, copying);
      } else if (entry.isFile() && !OURS.test(entry.name)) copyFile(source, target);
      // Sockets, pipes and devices are not part of an app.
    } catch (cause) {
      copying.problems.push(notCopied(source, messageOf(cause)));
    }
  }
}

/** Copies what the link points to, since a link would lead the script out of the sandbox. */
function copyLink(source: string, target: string, copying: Copying): void {
  const real = realpathSync(source);
  const kind = statSync(real);
  if (kind.isFile()) copyFile(real, target);
  if (!kind.isDirectory()) return;
  if (copying.above.has(real))
    copying.problems.push(notCopied(source, "the link leads to a folder it lies in"));
  else copyFolder(real, target, { ...copying, above: new Set([...copying.above, real]) });
}

function copyFile(source: string, target: string): void {
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
  const mode = statSync(source).mode;
  // The copy must be readable and removable.
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
