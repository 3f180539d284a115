/** Finds the modules of the add-on, and which of them are vendored. */
import { posix } from "node:path";
import { vendoredAmong } from "../../../addon/sources/vendored.ts";

const NOT_RUN = /(?:^|\/)(?:tests?|docs?|examples?|samples?|appserver)\//i;

/** The files of an add-on, for the search of modules. */
export interface AddonFiles {
  readonly files: readonly string[];
  has(path: string): boolean;
  text(path: string): string | undefined;
}

export interface ModuleIndex {
  /** Top names → paths of files and package folders. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
  isForeign(path: string): boolean;
}

export function indexModules(addon: AddonFiles): ModuleIndex {
  const modules = new Map<string, Set<string>>();
  for (const path of addon.files) {
    if (!/\.(?:py|so|pyd|pyc)$/.test(path) || NOT_RUN.test(path)) continue;
    const parts = path.split("/");
    const base = (parts.at(-1) ?? "").replace(/\..*$/, "");
    add(modules, base, path);
    // Any folder may be a package: one without __init__.py is a namespace.
    for (let depth = 1; depth < parts.length; depth += 1)
      add(modules, parts[depth - 1] ?? "", parts.slice(0, depth).join("/"));
  }
  return {
    modules: new Map([...modules].map(([name, paths]) => [name, [...paths]])),
    isForeign: foreignIn(addon),
  };
}

/** Tells vendored code by its path, or by its own metadata. */
function foreignIn(addon: AddonFiles): (path: string) => boolean {
  const isVendored = vendoredAmong(addon.files);
  const published = new Set(
    addon.files.filter((path) => isPublished(addon, path)).map((path) => posix.dirname(path)),
  );
  return (path) => {
    if (isVendored(path)) return true;
    const parts = path.split("/");
    return parts.some((_, depth) => published.has(parts.slice(0, depth).join("/")));
  };
}

/** A package that declares its version is meant to be installed. One with the name of a standard module is a backport. */
function isPublished(addon: AddonFiles, path: string): boolean {
  if (/^(?:bin|lib)\/.+\/setup\.py$/.test(path)) return true;
  const [, folder, name] = /^(?:bin|lib|bin\/lib)\/((\w+)\/)__init__\.py$/.exec(path) ?? [];
  if (folder === undefined) return false;
  if (name === "concurrent" || name === "backports") return true;
  return /^__(?:version|title|author)__\s*=/m.test(addon.text(path) ?? "");
}

function add(modules: Map<string, Set<string>>, name: string, path: string): void {
  const known = modules.get(name);
  if (known === undefined) modules.set(name, new Set([path]));
  else known.add(path);
}
