/** `sendalert` inside a search of the stand-in: whoever runs the stand-in starts the action; its rows pass on. */
import { openPipeline } from "../../../invocation/rows/open-pipeline.ts";
import { standsIn } from "../../../invocation/built-in/stands-in.ts";
import { readClause } from "../../../invocation/search/read-sendalert.ts";
import type { Row } from "../../../invocation/invocation.ts";
import { inBatches, type SplWorld } from "../../../search/spl/stage/stage.ts";
import { emptyRow } from "../../../search/text/row.ts";
import { SearchError } from "../../../search/text/search-error.ts";
import { visibleNamed } from "../../instance/access.ts";
import { asBoolean, effective } from "../../model/entity.ts";
import type { Asker } from "../asker.ts";
import { emptyAddon } from "./empty-addon.ts";
import type { SearchSources, SearchTimes } from "./search-sources.ts";

type Sources = Pick<SearchSources, "settings" | "store" | "jobs" | "apps">;

/** undefined where nobody can start an action: such a search fails, as it should. */
export function sendRows(
  sources: Sources,
  asker: Asker,
  times: SearchTimes,
): SplWorld["sendalert"] {
  const { jobs } = sources;
  const { user, namespace } = asker;
  const { startAction } = sources.settings;
  if (startAction === undefined) return undefined;
  return async (command, { columns, rows }) => {
    const { action, params } = readClause(command.args);
    checkAction(action, sources, asker, command.name);
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

/**
 * Ground: messages.conf, for the words; default.meta.spec: what an app does not export is seen in a search of its own
 * only. Of the add-on itself `ar-sim check` tells that, and its action starts.
 */
function checkAction(action: string, sources: Sources, asker: Asker, command: string): void {
  const { apps, store } = sources;
  if (standsIn(apps.addon ?? emptyAddon(), action)) return;
  const bucket = store.bucket("conf-alert_actions");
  const ofAddon = bucket.named(action).filter(({ app }) => app === apps.addon?.appId);
  const known = [...ofAddon, ...visibleNamed(bucket, action, asker)];
  const isOn = known.some((entity) => !asBoolean(effective(entity)["disabled"]));
  if (isOn && action !== "default") return;
  throw new SearchError(
    "SANDBOX_FAILED",
    `Error in 'sendalert' command: Alert action "${action}" not found.`,
    { command },
  );
}
