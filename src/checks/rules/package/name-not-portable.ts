/** AR109: Names that some systems cannot hold. */
import { posix } from "node:path";
import { foldedName, windowsFault } from "../../../text/file-names.ts";
import type { Check, Observation } from "../../rule/check.ts";

export const nameNotPortable: Check = {
  id: "AR109",
  name: "name-not-portable",
  severity: "warning",
  title: "Names that some systems cannot hold",
  why: "On Windows, and on most Macs, names that differ only in case are one file, so the second replaces the first. Windows cannot have a file with the name of a device, or with some characters in its name. There the add-on cannot be unpacked, or is not the one that you packed. Ground: Microsoft's «Naming Files, Paths, and Namespaces»; Unicode's «Default Case Folding».",
  bad: {
    "names that differ in case": { "bin/ping.py": "pass\n", "bin/Ping.py": "pass\n" },
    "names that fold to one": { "lookups/straße.csv": "a\n", "lookups/STRASSE.csv": "a\n" },
    "the name of a device": { "bin/con.py": "pass\n" },
    "a character that Windows refuses": { "lookups/a:b.csv": "a\n" },
  },
  good: { "plain names": { "bin/ping.py": "pass\n", "lib/ping.py": "pass\n" } },
  *run({ files }) {
    const known = new Map<string, string>();
    const seen = new Set<string>();
    for (const file of files) {
      for (const path of newPaths(file, seen)) {
        const key = foldedName(path);
        const before = known.get(key);
        known.set(key, before ?? path);
        if (before !== undefined) yield clash(path, before);
        const fault = windowsFault(posix.basename(path));
        if (fault !== undefined)
          yield { message: `${path} ${fault}`, where: { file: path }, hint: "Rename it." };
      }
    }
  },
};

/** A file and the folders that it lies in, as far as none came before, the outermost first. */
function newPaths(file: string, seen: Set<string>): readonly string[] {
  const paths: string[] = [];
  for (let path = file; path !== "." && !seen.has(path); path = posix.dirname(path)) {
    seen.add(path);
    paths.unshift(path);
  }
  return paths;
}

function clash(path: string, before: string): Observation {
  return {
    message: `${path} and ${before} are one name where case does not count`,
    where: { file: path },
    hint: "Rename one of them.",
  };
}
