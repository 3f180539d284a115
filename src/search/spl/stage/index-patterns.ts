/** Which indexes a command looks in by its `index=` arguments. Ground: Search Reference: without one, the default indexes; `*` leaves internal ones out. */
import type { Searchable } from "../../text/searchable.ts";
import type { Word } from "../read-words.ts";
import { wildcardOfAnyCase } from "../../../text/wildcard.ts";

/** Ground: srchIndexesDefault of a bare Splunk. */
const DEFAULT_INDEX = "main";

export function indexTest(words: readonly Word[]): (index: string) => boolean {
  const patterns = words
    .filter(({ key }) => key?.toLowerCase() === "index")
    .flatMap(({ text }) => text.split(","));
  if (patterns.length === 0) return (index) => index === DEFAULT_INDEX;
  const tests = patterns.map((pattern) => {
    const isInternalMeant = pattern.startsWith("_");
    const fits = wildcardOfAnyCase(pattern);
    return (index: string) => fits(index) && index.startsWith("_") === isInternalMeant;
  });
  return (index) => tests.some((test) => test(index));
}

export function metaOf(event: Searchable, name: string): string {
  const value = event.meta?.[name] ?? event.fields[name] ?? "";
  return typeof value === "string" ? value : (value[0] ?? "");
}
