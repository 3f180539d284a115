/** Opens the table of an automatic lookup. */
import { HarnessError, type Where } from "../../errors.ts";
import { readLookupClause } from "../../search/spl/lookup/lookup-clause.ts";
import { type FillRow, rowFiller } from "../../search/spl/lookup/row-filler.ts";
import type { LookupTable } from "../../search/spl/stage/stage.ts";

/** The problem, where it cannot be read. */
export async function openLookup(
  text: string,
  where: Where,
  find: (name: string) => LookupTable | undefined | Promise<LookupTable | undefined>,
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
    const table = await find(clause.table ?? "");
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
