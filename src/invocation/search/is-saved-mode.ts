/** Whether a mode is that of an alert: a saved search triggers the action, in one run for all results or one for each. */
import type { Mode } from "../invocation.ts";

export function isSavedMode(mode: Mode): boolean {
  return mode === "saved" || mode === "per-result";
}
