/** `check --fix`: writes the edits of the findings, or shows them as one unified diff. */
import { lstatSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Finding } from "../../../checks/rule/finding.ts";
import { type FixedFile, fixFiles } from "../../../checks/fixes/fix-files.ts";
import { hideSecrets } from "../../../checks/reading/hide-secrets.ts";
import type { Tree } from "../../../addon/tree.ts";
import { messageOf, systemCode } from "../../../host/caught.ts";
import { makeFolder } from "../../../host/files/make-folder.ts";
import { replaceFile } from "../../../host/files/replace-file.ts";
import { printableBlock } from "../../../text/printable.ts";

interface Fixed {
  /** The paths of the files that were changed. */
  readonly changed: readonly string[];
  /** `path: reason`, for each file that was not changed. */
  readonly refused: readonly string[];
}

export function fixAddon(tree: Tree, findings: readonly Finding[]): Fixed {
  const { files, refused } = writable(tree, findings);
  const changed: string[] = [];
  for (const { file, after } of files) {
    const path = join(tree.root, file);
    try {
      makeFolder(dirname(path));
      replaceFile(path, after);
      changed.push(file);
    } catch (error) {
      refused.push(`${file}: ${systemCode(error) ?? messageOf(error)}`);
    }
  }
  return { changed, refused };
}

export async function fixDiff(
  tree: Tree,
  findings: readonly Finding[],
): Promise<{ readonly diff: string; readonly refused: readonly string[] }> {
  const { createTwoFilesPatch } = await import("diff");
  const { files, refused } = writable(tree, findings);
  const diffs = files.map(({ file, before, after }) => {
    const from = before === undefined ? "/dev/null" : `a/${file}`;
    const text = before?.toString("utf8") ?? "";
    const patch = createTwoFilesPatch(from, `b/${file}`, text, after.toString("utf8"), "", "", {
      stripTrailingCr: false,
    });
    return printableBlock(hideSecrets(patch.replace(/^=+\n/, "")));
  });
  return { diff: diffs.join(""), refused };
}

function writable(
  tree: Tree,
  findings: readonly Finding[],
): { readonly files: readonly FixedFile[]; readonly refused: string[] } {
  const refused: string[] = [];
  const files = fixFiles(findings, (file) => tree.read(file)).filter(({ file }) => {
    const reason = whyNot(tree, file);
    if (reason !== undefined) refused.push(`${file}: ${reason}`);
    return reason === undefined;
  });
  return { files, refused };
}

/** An add-on from elsewhere may contain a link to a file of this machine, so nothing is written through links. */
function whyNot(tree: Tree, file: string): string | undefined {
  const steps = file.split("/");
  if (isAbsolute(file) || steps.includes("..")) return "it lies outside the add-on";
  for (let depth = 1; depth <= steps.length; depth++) {
    const path = steps.slice(0, depth).join("/");
    if (lstatSync(join(tree.root, path), { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return path === file ? "it is a link" : `${path} is a link`;
  }
  // What is not read would be replaced as if it were not there.
  const fault = tree.fault(file);
  return fault === undefined ? undefined : `it ${fault}`;
}
