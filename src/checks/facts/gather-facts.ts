/** Gathers the facts of an add-on. Each is read when a rule first needs it, and once. */
import type { Addon } from "../../addon/addon.ts";
import type { Tree } from "../../addon/tree.ts";
import { lazy } from "../../host/lazy.ts";
import { findPrograms } from "../reading/action-programs.ts";
import { readPython } from "../reading/python/read-python.ts";
import type { Facts } from "./facts.ts";
import { listFiles } from "./list-files.ts";

export interface FactOptions {
  /** Interpreter that reads the scripts: a path or a version. */
  readonly python?: string | undefined;
  /** Other Pythons, such as `3.9`, that have to parse the scripts too. */
  readonly alsoPythons?: readonly string[] | undefined;
  /** The folder was unpacked from a package. */
  readonly isPackage?: boolean | undefined;
}

/** Of all texts together, which stay in memory. The largest app has some tenth of it. */
const MOST_TEXT = 256 * 2 ** 20;

export function gatherFacts(addon: Addon, options: FactOptions = {}): Facts {
  const listing = lazy(() => listFiles(addon.tree));
  const paths = lazy(() => new Set(listing().files));
  const programs = lazy(() => findPrograms(addon));
  const python = lazy(() =>
    readPython(facts, { python: options.python, also: options.alsoPythons }),
  );
  const unread = lazy(() => [
    ...listing().files.flatMap((path) => {
      const why = texts.isRead(path) ? undefined : (addon.tree.fault(path) ?? texts.fault(path));
      return why === undefined ? [] : [{ path, why }];
    }),
    ...listing().unseen,
  ]);
  const texts = keptTexts(addon.tree);
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
    get unread() {
      return unread();
    },
    isPackage: options.isPackage === true,
    has: (path) => paths().has(path),
    text: texts.of,
    get programs() {
      return programs();
    },
    get python() {
      return python();
    },
  };
  return facts;
}

interface KeptTexts {
  of(path: string): string | undefined;
  isRead(path: string): boolean;
  /** Why a text was not read. */
  fault(path: string): string | undefined;
}

function keptTexts(tree: Tree): KeptTexts {
  const texts = new Map<string, string | undefined>();
  const leftOut = new Set<string>();
  let bytes = 0;
  return {
    of(path) {
      if (!texts.has(path)) {
        const read = bytes > MOST_TEXT ? undefined : tree.read(path);
        if (bytes > MOST_TEXT) leftOut.add(path);
        bytes += read?.length ?? 0;
        texts.set(path, read?.toString("utf8"));
      }
      return texts.get(path);
    },
    isRead: (path) => texts.get(path) !== undefined,
    fault: (path) =>
      leftOut.has(path) ? `lies behind ${MOST_TEXT / 2 ** 20} MiB of other files` : undefined,
  };
}
