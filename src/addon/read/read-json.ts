/** A JSON file of the add-on, undefined when it is absent or no JSON: none of them is needed to run an action. */
import type { Tree } from "../tree.ts";

export function readJson(tree: Tree, path: string): unknown {
  const bytes = tree.read(path);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, ""));
    return value;
  } catch {
    return undefined;
  }
}

/** The text that stands below these keys, however the value is made; undefined when there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  let at = value;
  for (const key of keys) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return typeof at === "string" ? at : undefined;
}
