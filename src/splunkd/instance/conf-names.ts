/** Which .conf files there are: those that Splunk ships, the add-on's, and those that were made. */
import type { Instance } from "./instance.ts";
import { shippedConfNames } from "../../conf/shipped-confs.ts";

/** A name comes from a path: one that leads elsewhere, or that no file could have, is none. */
export function isConfName(name: string): boolean {
  return /^[\w.-]{1,200}$/.test(name) && !/^\.+$/.test(name);
}

/** Ground: Admin Manual, «Configuration file reference»: files that lie in etc/system/default, whatever else does. */
const SYSTEM =
  "alert_actions app audit authentication authorize collections commands datamodels datatypesbnf default-mode deploymentclient distsearch event_renderers eventtypes fields global-banner health indexes inputs limits literals macros messages metric_alerts metric_rollups multikv outputs procmon-filters props pubsub restmap savedsearches searchbnf segmenters server serverclass source-classifier sourcetypes tags telemetry times transactiontypes transforms ui-prefs ui-tour user-prefs viewstates visualizations web wmi workflow_actions workload_policy".split(
    " ",
  );

export function confNames({ addon, settings, store }: Instance): readonly string[] {
  const { fixtures } = settings;
  const given = Object.keys(fixtures.conf ?? {});
  return [
    ...new Set([
      ...SYSTEM,
      ...shippedConfNames,
      ...(addon?.confNames ?? []),
      ...given,
      ...store.confFiles,
    ]),
  ].sort();
}
