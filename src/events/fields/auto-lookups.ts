/**
 * Automatic lookups: LOOKUP-<class> of props.conf, which fill fields of the events that a search finds.
 * Ground: props.conf.spec, LOOKUP-<class>; Knowledge Manager Manual, «The sequence of search-time operations»: after
 * aliases and calculated fields, before eventtypes and tags, in the order of their classes.
 */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError, toProblem, type Problem, type Where } from "../../errors.ts";
import type { FillRow } from "../../search/spl/lookup/row-filler.ts";
import type { LookupTable } from "../../search/spl/stage/stage.ts";

const PREFIX = "LOOKUP-";

/** undefined for a lookup that cannot be read, and then it reports the problem. */
export type LookupCompiler = (
  text: string,
  where: Where,
  problems: Problem[],
) => FillRow | undefined;

/**
 * Reads the tables that the add-on's props name. `find` knows tables by the names of their definitions. undefined where no
 * lookup is automatic.
 */
export async function loadAutoLookups(
  addon: Addon,
  find: (name: string) => LookupTable | undefined | Promise<LookupTable | undefined>,
): Promise<LookupCompiler | undefined> {
  const fillers = new Map<string, FillRow | HarnessError>();
  for (const { own: settings } of addon.conf("props").stanzas.values()) {
    for (const { key, value, where } of settings.values()) {
      if (!key.startsWith(PREFIX) || value.trim() === "" || fillers.has(value)) continue;
      // Most add-ons have none, so what reads them is loaded here.
      const { openLookup } = await import("./open-lookup.ts");
      fillers.set(value, await openLookup(value, where, find));
    }
  }
  if (fillers.size === 0) return undefined;
  return (text, where, problems) => {
    const filler = fillers.get(text);
    if (!(filler instanceof HarnessError)) return filler;
    problems.push({ ...toProblem(filler), where });
    return undefined;
  };
}
