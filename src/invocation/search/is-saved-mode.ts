/** Tells whether a saved search triggers the action: once for all results, or once for each. */
import type { Mode } from "../invocation.ts";

export function isSavedMode(mode: Mode): boolean {
  return mode === "saved" || mode === "per-result";
}
