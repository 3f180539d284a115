/** `check --fix`: writes the edits that findings carry, or shows them as one unified diff and writes nothing. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding } from "../checks/finding.ts";
import { fixFiles } from "../checks/fix-files.ts";
import type { Tree } from "../addon/tree.ts";
import { printable } from "../reporters/printable.ts";

/** The paths of the files that were changed. */
export function fixAddon(tree: Tree, findings: readonly Finding[]): string[] {
  const files = fixFiles(findings, (file) => tree.read(file));
  for (const { file, after } of files) {
    const path = join(tree.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
  }
  return files.map(({ file }) => file);
}

export async function fixDiff(tree: Tree, findings: readonly Finding[]): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  return fixFiles(findings, (file) => tree.read(file))
    .map(({ file, before, after }) => {
      const from = before === undefined ? "/dev/null" : `a/${file}`;
      const text = before?.toString("utf8") ?? "";
      return printable(
        createTwoFilesPatch(from, `b/${file}`, text, after.toString("utf8"), "", "", {
          stripTrailingCr: false,
        }).replace(/^=+\n/, ""),
      );
    })
    .join("");
}
