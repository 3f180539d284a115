/** A path of a report, relative to the root of the repository, as GitHub and code scanning read paths. */
import { posix } from "node:path";

/** `prefix` leads from the root of the repository to where the path begins, as in `apps/TA-x/`. */
export function repositoryPath(file: string, prefix: string): string {
  return isAbsolutePath(file) ? file : posix.join(prefix, file);
}

/** Also of Windows paths: the report may come from another machine. */
export function isAbsolutePath(file: string): boolean {
  return file.startsWith("/") || /^[A-Za-z]:/.test(file);
}
