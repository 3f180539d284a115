/** Which indexes a command looks in by its `index=` arguments. Ground: Search Reference: without one, the default indexes; `*` leaves internal ones out. */
import type { Searchable } from "../../text/searchable.ts";
import type { SplWorld } from "./stage.ts";
import type { Word } from "../read-words.ts";
import { wildcardOfAnyCase } from "../../../text/wildcard.ts";

/** Ground: srchIndexesDefault of a bare Splunk. */
const USUAL = ["main"];

export function indexTest(
  words: readonly Word[],
  { defaultIndexes }: Pick<SplWorld, "defaultIndexes">,
): (index: string) => boolean {
  const asked = words
    .filter(({ key }) => key?.toLowerCase() === "index")
    .flatMap(({ text }) => text.split(","));
  const patterns = asked.length === 0 ? (defaultIndexes?.names ?? USUAL) : asked;
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
