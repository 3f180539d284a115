/** A unified diff of two texts. */
import { formatPatch, structuredPatch } from "diff";

export function diffTexts(before: string, after: string, from: string, to: string): string {
  const patch = structuredPatch(from, to, before, after, undefined, undefined, { context: 3 });
  // The first lines name an index, which there is none of.
  const text = formatPatch(patch);
  return text.slice(text.indexOf("--- ")).replace(/\n$/, "");
}
