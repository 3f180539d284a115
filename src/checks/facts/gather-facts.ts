/** Gathers the facts of an add-on. Each is read when a rule first needs it, and once. */
import type { Addon } from "../../addon/addon.ts";
import { lazy } from "../../host/lazy.ts";
import { findPrograms } from "../reading/action-programs.ts";
import { readPython } from "../reading/python/read-python.ts";
import type { Facts } from "./facts.ts";
import { listFiles } from "./list-files.ts";

export interface FactOptions {
  /** Interpreter that reads the scripts: a path or a version. */
  readonly python?: string | undefined;
  /** The folder was unpacked from a package. */
  readonly isPackage?: boolean | undefined;
}

export function gatherFacts(addon: Addon, options: FactOptions = {}): Facts {
  const listing = lazy(() => listFiles(addon.tree));
  const paths = lazy(() => new Set(listing().files));
  const programs = lazy(() => findPrograms(addon));
  const python = lazy(() => readPython(facts, options.python));
  const texts = new Map<string, string | undefined>();
  const facts: Facts = {
    addon,
    get files() {
      return listing().files;
    },
    get links() {
      return listing().links;
    },
    get leftOut() {
      return listing().leftOut;
    },
    isPackage: options.isPackage === true,
    has: (path) => paths().has(path),
    text(path) {
      if (!texts.has(path)) texts.set(path, addon.tree.read(path)?.toString("utf8"));
      return texts.get(path);
    },
    get programs() {
      return programs();
    },
    get python() {
      return python();
    },
  };
  return facts;
}
