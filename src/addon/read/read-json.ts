/** A JSON file of the add-on, undefined when it is absent or no JSON: none of them is needed to run an action. */
import type { Tree } from "../tree.ts";

export function readJson(tree: Tree, path: string): unknown {
  const bytes = tree.read(path);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, "")) as unknown;
  } catch {
    return undefined;
  }
}
