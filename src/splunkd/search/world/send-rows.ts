/** `sendalert` inside a search of the stand-in: whoever runs the stand-in starts the action; its rows pass on. */
import { openPipeline } from "../../../invocation/rows/open-pipeline.ts";
import { readSendalert } from "../../../invocation/search/read-sendalert.ts";
import type { Row } from "../../../invocation/invocation.ts";
import { inBatches, type SplWorld } from "../../../search/spl/stage/stage.ts";
import { emptyRow } from "../../../search/text/row.ts";
import { SearchError } from "../../../search/text/search-error.ts";
import type { StartAction } from "../../model/run-records.ts";
import type { Asker } from "../asker.ts";
import type { SearchTimes } from "./search-sources.ts";

/** undefined where nobody can start an action: such a search fails, as it should. */
export function sendRows(
  startAction: StartAction | undefined,
  { user, namespace }: Asker,
  times: SearchTimes,
): SplWorld["sendalert"] {
  if (startAction === undefined) return undefined;
  return async (command, { columns, rows }) => {
    const clause = readSendalert(`| sendalert ${command.args}`);
    await using source = await openPipeline({ columns, run: () => rows });
    const kept: Row[] = [];
    for await (const batch of source.batches) kept.push(...batch);
    const failed = await startAction({
      action: clause?.action ?? "",
      params: clause?.params ?? new Map(),
      rows: kept,
      sid: times.sid,
      now: times.now,
      search: command.source.text,
      owner: user.name,
      app: namespace.app === "-" ? "search" : namespace.app,
    });
    if (failed !== undefined)
      throw new SearchError("SANDBOX_FAILED", failed, { command: command.name });
    return async function* again() {
      yield* inBatches(kept.map((row) => Object.assign(emptyRow(), row)));
    };
  };
}
