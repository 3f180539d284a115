/**
 * `metadata type=hosts|sources|sourcetypes [index=…] [splunk_server=…]`.
 * Ground: Search Reference, «metadata»: the rows, their order and the names of their fields.
 */
import { emptyRow } from "../../text/row.ts";
import { textOrder } from "../../../text/text-order.ts";
import { indexTest, metaOf } from "../stage/index-patterns.ts";
import { optionIn, readWords } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { inBatches, onlyColumns, type SplWorld, type Stage } from "../stage/stage.ts";

const TYPES = new Map([
  ["hosts", "host"],
  ["sources", "source"],
  ["sourcetypes", "sourcetype"],
]);

interface Seen {
  first: number;
  last: number;
  count: number;
}

export function metadata(call: CommandCall, world: SplWorld): Stage {
  const words = readWords(call, 0, /[\s|]/);
  const type = optionIn(words, "type");
  const field = TYPES.get(type?.text.toLowerCase() ?? "");
  if (field === undefined) {
    throw commandError(call, "You must specify a valid type: hosts, sources or sourcetypes.", {
      hint: "Write | metadata type=sourcetypes index=main.",
    });
  }
  const isAsked = indexTest(words, world);
  return {
    columns: () =>
      onlyColumns(["firstTime", field, "lastTime", "recentTime", "totalCount", "type"], true),
    async *run() {
      const seen = new Map<string, Seen>();
      for await (const batch of world.events?.() ?? []) {
        for (const event of batch) if (isAsked(metaOf(event, "index"))) count(seen, event, field);
      }
      const names = [...seen].sort(([one], [other]) => textOrder(one, other));
      yield* inBatches(
        names.map(([name, { first, last, count: total }]) =>
          Object.assign(emptyRow(), {
            firstTime: String(first),
            [field]: name,
            lastTime: String(last),
            recentTime: String(last),
            totalCount: String(total),
            type: type?.text.toLowerCase() ?? "",
          }),
        ),
      );
    },
  };
}

function count(seen: Map<string, Seen>, event: Parameters<typeof metaOf>[0], field: string): void {
  const timeText = metaOf(event, "_time");
  const time =
    Math.floor(/^[\d.]+$/.test(timeText) ? Number(timeText) : Date.parse(timeText) / 1000) || 0;
  const name = metaOf(event, field);
  const soFar = seen.get(name) ?? { first: time, last: time, count: 0 };
  seen.set(name, {
    first: Math.min(soFar.first, time),
    last: Math.max(soFar.last, time),
    count: soFar.count + 1,
  });
}
