/**
 * Automatic lookups: LOOKUP-<class> of props.conf, which fill fields of the events that a search finds.
 * Ground: props.conf.spec, LOOKUP-<class>; Knowledge Manager Manual, «The sequence of search-time operations»: after
 * aliases and calculated fields, before eventtypes and tags, in the order of their classes.
 */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError, toProblem, type Problem, type Where } from "../../errors.ts";
import { readLookupClause } from "../../search/spl/lookup/lookup-clause.ts";
import { type FillRow, rowFiller } from "../../search/spl/lookup/row-filler.ts";
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
  find: (name: string) => LookupTable | undefined,
): Promise<LookupCompiler | undefined> {
  const fillers = new Map<string, FillRow | HarnessError>();
  for (const { own: settings } of addon.conf("props").stanzas.values()) {
    for (const { key, value, where } of settings.values()) {
      if (!key.startsWith(PREFIX) || value.trim() === "" || fillers.has(value)) continue;
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

async function openLookup(
  text: string,
  where: Where,
  find: (name: string) => LookupTable | undefined,
): Promise<FillRow | HarnessError> {
  const source = { text, where };
  const call = {
    source,
    name: "lookup",
    start: 0,
    args: text,
    argsStart: 0,
    end: text.length,
    isFirst: false,
  };
  try {
    const clause = readLookupClause(call);
    const table = find(clause.table ?? "");
    if (table !== undefined) return await rowFiller(table, clause);
    return new HarnessError(
      "SEARCH_SYNTAX",
      `The automatic lookup finds no table ${clause.table ?? ""}`,
      { hint: "Define the lookup in transforms.conf, and export it from its app.", where },
    );
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
}
