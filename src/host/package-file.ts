/** A file that ships with ar-sim, found from the sources, from dist/ and from the bundles alike. The only file that knows. */
import { fileURLToPath } from "node:url";

/** `src/host/`, `dist/host/`, `dist/bin/` and `dist/lib/` all lie two folders below the root of the package. */
const ROOT = new URL("../../", import.meta.url);

/** `path` is relative to the root of the package, with slashes. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(path, ROOT));
}
