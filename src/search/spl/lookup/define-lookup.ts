/** A lookup table as its definition in transforms.conf shows it. Ground: transforms.conf.spec, «Lookup tables», filter. */
import { compileSearch, EventProbe } from "../../expression/match-event.ts";
import { parseSearch } from "../../expression/search-parser.ts";
import type { MutableRow } from "../../text/row.ts";
import type { LookupTable } from "../stage/stage.ts";
import { type ReadSetting, readLookupRules } from "./lookup-rules.ts";

/** `filter` leaves rows out before anything else sees them, so for inputlookup too. */
export function defineLookup(table: LookupTable, read: ReadSetting): LookupTable {
  const filter = read("filter")?.trim() ?? "";
  const rules = readLookupRules(read);
  if (filter === "") return { ...table, rules };
  const test = compileSearch(parseSearch(filter));
  const isShown = (row: MutableRow): boolean => test(new EventProbe({ raw: "", fields: row }));
  return {
    fields: table.fields,
    rules,
    async *rows() {
      for await (const batch of table.rows()) yield batch.filter(isShown);
    },
  };
}
