/** Jobs, and all else that searches or takes events: the search language stands behind them. */
import type { Endpoint } from "../call/endpoint.ts";
import { esAlerts } from "./es/es-alerts.ts";
import { esFindings } from "./es/es-findings.ts";
import { esInvestigations } from "./es/es-investigations.ts";
import { modactionAdhoc } from "./es/modaction-adhoc.ts";
import { modactionQueue } from "./es/modaction-queue.ts";
import { notableUpdate } from "./es/notable-update.ts";
import { receivers } from "./inputs/receivers.ts";
import { remoteRuns } from "./search/remote-runs.ts";
import { savedDispatch } from "./search/saved-dispatch.ts";
import { searchJobs } from "./search/search-jobs.ts";
import { searchTags } from "./knowledge/search-tags.ts";
import { searchTools } from "./search/search-tools.ts";

export const searchFamilies: readonly Endpoint[] = [
  ...remoteRuns,
  ...receivers,
  ...savedDispatch,
  ...searchTools,
  ...searchTags,
  ...searchJobs,
  ...modactionAdhoc,
  ...modactionQueue,
  ...notableUpdate,
  ...esAlerts,
  ...esFindings,
  ...esInvestigations,
];
