/** Which files of the add-on a script imports, by its text alone. */
import { posix } from "node:path";
import type { AddonFiles, ModuleIndex } from "./module-index.ts";

const IMPORT = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^#\n]*)|import[ \t]+([^#\n]+))/gm;

/** Imports of files of the add-on: name as written → path. It finds at least those that Python sees. */
export function ownImports(
  addon: AddonFiles,
  index: ModuleIndex,
  path: string,
): Map<string, string> {
  const targets = new Map<string, string>();
  for (const module of namedModules(addon.text(path) ?? "")) {
    const target = resolveModule(addon, index, path, module);
    if (target !== undefined) targets.set(module, target);
  }
  return targets;
}

function* namedModules(text: string): Generator<string> {
  for (const [, from, names = "", plain] of text.matchAll(IMPORT)) {
    if (plain !== undefined) yield* firstWords(plain);
    if (from === undefined) continue;
    yield from;
    const prefix = from.endsWith(".") ? from : `${from}.`;
    const list = names.startsWith("(") ? listIn(text, from) : names;
    for (const name of firstWords(list.replace(/[()]/g, "")))
      if (/^\w+$/.test(name)) yield `${prefix}${name}`;
  }
}

/** `a.b as c, d` → `a.b`, `d`. */
function firstWords(list: string): string[] {
  return list.split(",").map((name) => name.trim().split(/\s/)[0] ?? "");
}

function listIn(text: string, from: string): string {
  const start = text.indexOf("(", text.indexOf(`from ${from}`));
  return start < 0 ? "" : text.slice(start, text.indexOf(")", start));
}

function resolveModule(
  addon: AddonFiles,
  index: ModuleIndex,
  path: string,
  module: string,
): string | undefined {
  const folder = posix.dirname(path);
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split(".").filter(Boolean);
  if (dots > 0) {
    const base = posix.join(folder, "../".repeat(dots - 1)).replace(/\/$/, "");
    return fileOf(addon, [base, ...parts].join("/"));
  }
  const [top = "", ...rest] = parts;
  const near = fileOf(addon, [folder, ...parts].join("/"));
  if (near !== undefined) return near;
  for (const place of index.modules.get(top) ?? []) {
    const target = fileOf(addon, [place.replace(/\.py$/, ""), ...rest].join("/"));
    if (target !== undefined) return target;
  }
  return undefined;
}

function fileOf(addon: AddonFiles, path: string): string | undefined {
  const clean = path.replace(/^\.\//, "");
  return [`${clean}.py`, `${clean}/__init__.py`].find((path) => addon.has(path));
}
