/** Passes bytes on, and ends the stream once the guard of a package has seen too many. */
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
