/**
 * `search <expression>`: first in a pipeline it looks in the indexes, later it filters rows.
 * Ground: Search Reference, «search».
 */
import { withDefaultIndexes } from "../../expression/default-indexes.ts";
import { compileSearch, EventProbe, type EventTest } from "../../expression/match-event.ts";
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { parseSearch } from "../../expression/search-parser.ts";
import type { Searchable } from "../../text/searchable.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type Batch, eachRow, type SplWorld, type Stage, unchanged } from "../stage/stage.ts";

export function search(call: CommandCall, world: SplWorld): Stage {
  const { source } = call;
  // Blanks in place of what stands before, so that an error points at its place in the whole search.
  const before = source.text.slice(0, call.argsStart).replace(/[^\n]/g, " ");
  const tree = parseSearch(before + call.args, { where: source.where });
  const context = { clock: { now: world.now } };
  if (call.isFirst) {
    const { defaultIndexes } = world;
    const asked = defaultIndexes === undefined ? tree : withDefaultIndexes(tree, defaultIndexes);
    return fromIndexes(call, world, compileSearch(asked, context));
  }
  const test = compileSearch(tree, context);
  return {
    columns: unchanged,
    run: eachRow(() => (row) => (test(new EventProbe(asEvent(row))) ? row : undefined)),
  };
}

function asEvent(row: MutableRow): Searchable {
  const raw = row["_raw"];
  return { raw: typeof raw === "string" ? raw : "", fields: row };
}

function fromIndexes(call: CommandCall, world: SplWorld, test: EventTest): Stage {
  const { events } = world;
  if (events === undefined) {
    throw commandError(call, "there are no indexes to search here", {
      at: call.start,
      hint: "Begin with | makeresults or | inputlookup, or give the events: --results FILE, --result name=value, --notable.",
    });
  }
  return {
    columns: () => ({
      names: new Map((world.eventFields ?? ["_time", "_raw"]).map((name) => [name, false])),
      isOpen: world.eventFields === undefined,
    }),
    async *run() {
      for await (const eventBatch of events()) {
        const batch: Batch = [];
        for (const event of eventBatch) {
          if (!test(new EventProbe(event))) continue;
          const row = Object.assign(emptyRow(), event.fields);
          if (event.raw !== "") row["_raw"] ??= event.raw;
          batch.push(row);
        }
        if (batch.length > 0) yield batch;
      }
    },
  };
}
