/** The script of a modular input in an app's bin/. Ground: developer guide, «Modular inputs: script name and location». */
import type { Tree } from "../../addon/tree.ts";

export function findScript(tree: Tree, kind: string): string | undefined {
  const names = new Set(tree.list("bin").map(({ name }) => name));
  return [`${kind}.py`, `${kind}.sh`, kind].find((name) => names.has(name));
}
