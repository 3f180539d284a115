/** Finds a file that ships with ar-sim, whether ar-sim runs from its sources, from dist/ or from a bundle. */
import { fileURLToPath } from "node:url";

/** `src/host/`, `dist/host/`, `dist/bin/` and `dist/lib/` all lie two folders below the root of the package. */
const ROOT = new URL("../../", import.meta.url);

/** `path` is relative to the root of the package, with slashes. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(path, ROOT));
}
