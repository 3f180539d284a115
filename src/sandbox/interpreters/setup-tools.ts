/** Installs Python's own tools where scripts find them when ar-sim starts one, for `ar-sim python setup --with`. */
import { readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../host/files/make-folder.ts";
import type { Interpreter } from "../process/script-run.ts";
import { clearWay, step } from "./setup-python.ts";
import { type Tool, toolFolderOf } from "./tool-folder.ts";

/** Returns their folder. What it had before stays, and gives way only to what came whole. */
export async function setupTools(
  { path, version }: Pick<Interpreter, "path" | "version">,
  tools: readonly Tool[],
): Promise<string> {
  const folder = toolFolderOf(version);
  makeFolder(folder);
  for (const tool of tools) {
    const draft = `${folder}.new`;
    clearWay(draft);
    const target = ["--target", draft, "--quiet", "--disable-pip-version-check"];
    await step(
      path,
      ["-m", "pip", "install", ...target, "--prefer-binary", tool],
      `install ${tool}`,
    );
    for (const name of readdirSync(draft)) {
      const place = join(folder, name);
      rmSync(place, { recursive: true, force: true });
      renameSync(join(draft, name), place);
    }
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
