/**
 * `lookup <table> <field> [AS <field of the row>] … [OUTPUT|OUTPUTNEW <field> [AS <name>] …]`.
 * Ground: Search Reference, «lookup»; transforms.conf.spec for how values are compared.
 */
import { givenFields, readLookupClause } from "../lookup/lookup-clause.ts";
import { rowFiller } from "../lookup/row-filler.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type LookupTable, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";

export function lookup(call: CommandCall, world: SplWorld): Stage {
  const clause = readLookupClause(call);
  const table = tableOf(call, world, clause.table);
  return {
    columns: (columns) =>
      withColumns(
        columns,
        givenFields(clause, table).map(({ name }) => name),
      ),
    async *run(rows) {
      const fill = await rowFiller(table, clause);
      for await (const batch of rows) {
        for (const row of batch) fill((name) => row[name], row);
        yield batch;
      }
    },
  };
}

function tableOf(call: CommandCall, world: SplWorld, name: string | undefined): LookupTable {
  const table = name === undefined ? undefined : world.lookup?.(name);
  if (table !== undefined) return table;
  throw commandError(
    call,
    name === undefined
      ? "Must specify the lookup table."
      : `Could not construct lookup '${call.args}'. See search.log for more details.`,
    { hint: `There is ${world.lookups?.().join(", ") || "none"}.` },
  );
}
