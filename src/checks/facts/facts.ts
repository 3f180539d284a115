/** All that a rule may look at: the add-on, its files, its programs, and its Python. Each is read when first asked for. */
import type { Addon } from "../../addon/addon.ts";
import type { ActionProgram } from "../reading/action-programs.ts";
import type { Listing } from "./list-files.ts";
import type { PythonReading } from "../reading/python/python-reading.ts";

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
