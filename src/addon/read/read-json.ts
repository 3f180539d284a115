/** Reads a JSON file of the add-on. Undefined when it is missing or not valid JSON: no action needs one to run. */
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

/** The string at this path of keys. Undefined when there is none, whatever the value is. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  let at = value;
  for (const key of keys) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return typeof at === "string" ? at : undefined;
}
