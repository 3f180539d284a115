/** Files that changed according to git: since HEAD, or since a commit or branch, and untracked ones. */
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";

const run = promisify(execFile);

/** Absolute paths. */
export async function changedFiles(root: string, since: string): Promise<ReadonlySet<string>> {
  const git = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await run("git", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    return stdout.split("\0").filter((line) => line !== "");
  };
  try {
    const [top = ""] = await git("rev-parse", "--show-toplevel");
    const tree = top.trim();
    const base = since === "" ? "HEAD" : since;
    const [tracked, fresh] = await Promise.all([
      git("-C", tree, "diff", "--name-only", "-z", base, "--"),
      git("-C", tree, "ls-files", "--others", "--exclude-standard", "-z"),
    ]);
    return new Set([...tracked, ...fresh].map((path) => resolve(tree, path)));
  } catch (cause) {
    const message = stderrOf(cause).trim();
    throw new HarnessError("CLI_USAGE", `--changed: git cannot tell what changed: ${message}`, {
      hint: "Run it inside a git repository with a commit, and name a commit or branch that there is.",
      cause,
    });
  }
}

/** The error output of git, where git itself failed. */
function stderrOf(cause: unknown): string {
  const stderr = cause instanceof Error && "stderr" in cause ? cause.stderr : undefined;
  return typeof stderr === "string" ? stderr : messageOf(cause);
}
