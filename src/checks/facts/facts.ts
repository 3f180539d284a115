/** All that a rule may look at: the add-on, its files, its programs, and its Python. Each is read when first asked for. */
import type { Addon } from "../../addon/addon.ts";
import { type ActionProgram, findPrograms } from "./action-programs.ts";
import { listFiles, type Listing } from "./list-files.ts";
import type { PythonReading } from "../reading/python/python-facts.ts";
import { readPython } from "../reading/python/read-python.ts";

export interface Facts {
  readonly addon: Addon;
  /** Every file, `.git` and the like left out; paths inside the add-on. */
  readonly files: readonly string[];
  /** Symbolic links, and what stands in them. */
  readonly links: Listing["links"];
  /** Folders of tools, which `files` does not look into. */
  readonly leftOut: Listing["leftOut"];
  /** Whether this is what was packed, and not a folder that somebody works in. */
  readonly isPackage: boolean;
  has(path: string): boolean;
  /** Undefined when there is no such file. */
  text(path: string): string | undefined;
  /** One for each action of this add-on. */
  readonly programs: readonly ActionProgram[];
  /** The Python that the actions reach. */
  readonly python: PythonReading;
}

export interface FactOptions {
  /** Interpreter that reads the scripts: a path or a version. */
  readonly python?: string | undefined;
  /** The folder was unpacked from a package. */
  readonly isPackage?: boolean | undefined;
}

export function gatherFacts(addon: Addon, options: FactOptions = {}): Facts {
  const memo = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!memo.has(key)) memo.set(key, make());
    return memo.get(key) as T;
  };
  const listing = (): Listing => once("listing", () => listFiles(addon.tree));
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
    has(path) {
      return once("set", () => new Set(facts.files)).has(path);
    },
    text(path) {
      return once(`text ${path}`, () => addon.tree.read(path)?.toString("utf8"));
    },
    get programs() {
      return once("programs", () => findPrograms(addon));
    },
    get python() {
      return once("python", () => readPython(facts, options.python));
    },
  };
  return facts;
}
