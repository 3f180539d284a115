/**
 * Which families are loaded together, and what their paths begin with. A group is made with the first request for one of
 * its paths: most scripts ask for a few things only, and wait for the first. So a group has about fifty routes at most.
 */
import type { Family } from "../call/family.ts";

export interface FamilyGroup {
  /** Below the namespace. Of the groups that fit a path, the one with the longest goes first. */
  readonly under: readonly string[];
  load(): Promise<{ readonly families: readonly Family[] }>;
}

const group = (under: string, load: FamilyGroup["load"]): FamilyGroup => ({
  under: under.split(" "),
  load,
});

export const groups: readonly FamilyGroup[] = [
  // Below all others: the roots fit every path.
  { under: [""], load: () => import("./groups/roots.ts") },
  group("server shcluster", () => import("./groups/server.ts")),
  group("messages server/logger", () => import("./groups/messages.ts")),
  group(
    "server/health server/sysinfo server/introspection server/status search/concurrency-settings search/scheduler",
    () => import("./groups/health.ts"),
  ),
  group(
    "licenser cluster shcluster/config search/distributed deployment",
    () => import("./groups/deployment.ts"),
  ),
  group("auth authentication authorization", () => import("./groups/access.ts")),
  group(
    "authentication/providers authentication/changepassword authentication/httpauth-tokens authorization/grantable_capabilities authorization/fieldfilters admin",
    () => import("./groups/access-lists.ts"),
  ),
  group("apps", () => import("./groups/apps.ts")),
  group("storage kvstore configs properties", () => import("./groups/store.ts")),
  group(
    "data/ui data/user-prefs data/macros alerts/metric_alerts saved/fvtags server/httpsettings scheduled search/distributed/groups admin/summarization server/introspection/kvstore",
    () => import("./groups/user-interface.ts"),
  ),
  group(
    "saved/eventtypes alerts/alert_actions admin/macros configs/inputs data/ui/nav data/ui/panels data/ui/times data/ui/workflow-actions data/ui/global-banner data/ui/views data/ui/alerts data/props data/transforms data/commands data/lookup-table-files data/models datamodel",
    () => import("./groups/knowledge.ts"),
  ),
  group(
    "data/inputs data/modular-inputs data/indexes data/outputs",
    () => import("./groups/inputs.ts"),
  ),
  group("saved/searches alerts/fired_alerts", () => import("./groups/saved.ts")),
  group("search receivers ar-sim", () => import("./groups/search.ts")),
  group(
    "alerts/modaction_adhoc alerts/modaction_invocations alerts/modaction_queue alerts/reviewstatuses alerts/correlationsearches notable_update public v1 data/threat_intel",
    () => import("./groups/security.ts"),
  ),
];
