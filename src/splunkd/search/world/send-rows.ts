/** `sendalert` inside a search of the stand-in: whoever runs the stand-in starts the action; its rows pass on. */
import { openPipeline } from "../../../invocation/rows/open-pipeline.ts";
import { readClause } from "../../../invocation/search/read-sendalert.ts";
import type { Row } from "../../../invocation/invocation.ts";
import { inBatches, type SplWorld } from "../../../search/spl/stage/stage.ts";
import { emptyRow } from "../../../search/text/row.ts";
import { SearchError } from "../../../search/text/search-error.ts";
import { asBoolean, effective } from "../../model/entity.ts";
import type { Store } from "../../store/store.ts";
import type { Asker } from "../asker.ts";
import type { SearchSources, SearchTimes } from "./search-sources.ts";

type Sources = Pick<SearchSources, "settings" | "store" | "jobs">;

/** undefined where nobody can start an action: such a search fails, as it should. */
export function sendRows(
  { settings, store, jobs }: Sources,
  { user, namespace }: Asker,
  times: SearchTimes,
): SplWorld["sendalert"] {
  const { startAction } = settings;
  if (startAction === undefined) return undefined;
  return async (command, { columns, rows }) => {
    const { action, params } = readClause(command.args);
    checkAction(action, store, command.name);
    await using source = await openPipeline({ columns, run: () => rows });
    const kept: Row[] = [];
    for await (const batch of source.batches) kept.push(...batch);
    const { error, transcript } = await startAction({
      action,
      params,
      rows: kept,
      sid: times.sid,
      now: times.now,
      search: command.source.text,
      owner: user.name,
      app: namespace.app === "-" ? "search" : namespace.app,
    });
    jobs.keepTranscript(times.sid, transcript);
    if (error !== undefined)
      throw new SearchError("SANDBOX_FAILED", error, { command: command.name });
    return async function* again() {
      yield* inBatches(kept.map((row) => Object.assign(emptyRow(), row)));
    };
  };
}

/** Ground: messages.conf, for the words. */
function checkAction(action: string, store: Store, command: string): void {
  const known = store.bucket("conf-alert_actions").named(action);
  const isOn = known.some((entity) => !asBoolean(effective(entity)["disabled"]));
  if (isOn && action !== "default") return;
  throw new SearchError(
    "SANDBOX_FAILED",
    `Error in 'sendalert' command: Alert action "${action}" not found.`,
    { command },
  );
}
