/** The folder of the add-on that is named, or that the current folder is in. A package is unpacked for as long as it is used. */
import { statSync } from "node:fs";
import { basename } from "node:path";
import { findAddonRoot, namedAddonRoot } from "../addon/find-addon-root.ts";

export interface AddonRoot extends AsyncDisposable {
  readonly root: string;
  /** The file name of the package that the folder was unpacked from. */
  readonly unpackedFrom: string | undefined;
}

export async function openAddonRoot(named: string | undefined): Promise<AddonRoot> {
  // A file cannot be the folder of an add-on, so it is a package, whatever its name.
  if (named !== undefined && statSync(named, { throwIfNoEntry: false })?.isFile() === true) {
    const { openPackage } = await import("../sandbox/package/open-package.ts");
    const opened = await openPackage(named);
    return {
      root: opened.root,
      unpackedFrom: basename(named),
      [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
    };
  }
  const root = named === undefined ? findAddonRoot(process.cwd()) : namedAddonRoot(named);
  return { root, unpackedFrom: undefined, async [Symbol.asyncDispose]() {} };
}
