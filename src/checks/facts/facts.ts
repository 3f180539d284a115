/** Everything that a rule may look at: the add-on, its files, its programs and its Python. */
import type { Addon } from "../../addon/addon.ts";
import type { ActionProgram } from "../reading/action-programs.ts";
import type { Listing } from "./list-files.ts";
import type { PythonReading } from "../reading/python/python-reading.ts";

export interface Facts {
  readonly addon: Addon;
  /** Paths of all files inside the add-on, without `.git` and the like. */
  readonly files: readonly string[];
  /** Symbolic links and their targets. */
  readonly links: Listing["links"];
  /** Folders of tools, whose files are not in `files`. */
  readonly leftOut: Listing["leftOut"];
  /** What is not read of it, and why, in words that go on from its name. */
  readonly unread: Listing["unseen"];
  /** Whether this is an unpacked package, not a working folder. */
  readonly isPackage: boolean;
  has(path: string): boolean;
  /** Undefined when there is no such file. */
  text(path: string): string | undefined;
  /** One for each action of this add-on. */
  readonly programs: readonly ActionProgram[];
  /** The Python that the actions reach. */
  readonly python: PythonReading;
}
