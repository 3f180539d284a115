/** Jobs, and all else that searches or takes events: the search language stands behind them. */
import type { Endpoint } from "../endpoint.ts";
import { esAlerts } from "./es-alerts.ts";
import { esFindings } from "./es-findings.ts";
import { esInvestigations } from "./es-investigations.ts";
import { modactionAdhoc } from "./modaction-adhoc.ts";
import { modactionQueue } from "./modaction-queue.ts";
import { notableUpdate } from "./notable-update.ts";
import { receivers } from "./receivers.ts";
import { remoteRuns } from "./remote-runs.ts";
import { savedDispatch } from "./saved-dispatch.ts";
import { searchJobs } from "./search-jobs.ts";
import { searchTags } from "./search-tags.ts";
import { searchTools } from "./search-tools.ts";

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
