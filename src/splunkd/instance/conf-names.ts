/** Which .conf files there are: those that Splunk ships, the add-on's, and those that were made. */
import type { Addon } from "../../addon/addon.ts";
import { tabStanzas } from "../store/seeds/fixture-tabs.ts";
import { shippedConfNames } from "../../conf/shipped-confs.ts";
import type { Fixtures } from "../model/fixtures.ts";

/** Ground: Admin Manual, «Configuration file reference»: files that lie in etc/system/default, whatever else does. */
const SYSTEM =
  "alert_actions app audit authentication authorize collections commands datamodels datatypesbnf default-mode deploymentclient distsearch event_renderers eventtypes fields global-banner health indexes inputs limits literals macros messages metric_alerts metric_rollups multikv outputs procmon-filters props pubsub restmap savedsearches searchbnf segmenters server serverclass source-classifier sourcetypes tags telemetry times transactiontypes transforms ui-prefs ui-tour user-prefs viewstates visualizations web wmi workflow_actions workload_policy".split(
    " ",
  );

/** `made`: through the API. */
export function confNames(
  addon: Addon | undefined,
  fixtures: Fixtures,
  made: Iterable<string>,
): readonly string[] {
  const all = [
    ...SYSTEM,
    ...shippedConfNames,
    ...(addon?.confNames ?? []),
    ...Object.keys(fixtures.conf ?? {}),
    ...tabStanzas(addon, fixtures).map(({ conf }) => conf),
    ...made,
  ];
  return [...new Set(all)].sort();
}
