/** Passes bytes on, and fails when the guard of the package has counted too many. */
import { Transform } from "node:stream";
import type { PackageGuard } from "./package-guard.ts";

export function countBytes(guard: PackageGuard): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        guard.count(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}
