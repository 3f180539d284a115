/**
 * Finds a file of the lookup staging area. Whoever may upload lookups may not read other files of this machine.
 * Ground: REST API Reference, «data/lookup-table-files»: the path lies below $SPLUNK_HOME/var/run/splunk/lookup_tmp.
 */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { isWithin } from "../../host/files/link-bounds.ts";

export const STAGING = "var/run/splunk/lookup_tmp";

/**
 * Looks in each of `homes`. `spelled` is each SPLUNK_HOME that the path may begin with. Gives the path without links,
 * and undefined if there is none.
 */
export function stagedFile(
  path: string,
  homes: readonly string[],
  spelled: readonly string[],
): string | undefined {
  if (path.includes("\0")) return undefined;
  const below = [...new Set([...spelled, "$SPLUNK_HOME"])]
    .filter((home) => path.startsWith(`${home}/`))
    .map((home) => path.slice(home.length + 1));
  for (const [home, rest] of homes.flatMap((folder) =>
    below.map((rest) => [folder, rest] as const),
  )) {
    try {
      const file = realpathSync(join(home, rest));
      // The area itself is no link either: it could lead to the whole disk.
      if (isWithin(join(realpathSync(home), STAGING), file)) return file;
    } catch {
      // Not there.
    }
  }
  return undefined;
}
