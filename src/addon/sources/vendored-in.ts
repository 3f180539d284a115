/** Tells vendored code in the folder of an app on the disk, where its files are not listed. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { vendoredAmong } from "./vendored.ts";

/** By what tells of installed packages there: folders such as `lib/requests-2.31.0.dist-info`. */
export function vendoredIn(folder: string): (path: string) => boolean {
  return vendoredAmong(["lib", "bin", "bin/lib"].flatMap((name) => metadataIn(folder, name)));
}

function metadataIn(folder: string, name: string): string[] {
  try {
    return readdirSync(join(folder, name))
      .filter((entry) => /\.(?:dist|egg)-info$/.test(entry))
      .map((entry) => `${name}/${entry}/`);
  } catch {
    return [];
  }
}
