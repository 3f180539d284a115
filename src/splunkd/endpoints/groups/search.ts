/** Jobs, and all else that searches or takes events: the search language stands behind them. */
import type { Family } from "../../call/family.ts";
import { receivers } from "../inputs/receivers.ts";
import { searchTags } from "../knowledge/search-tags.ts";
import { remoteRuns } from "../search/remote-runs.ts";
import { searchJobs } from "../search/search-jobs.ts";
import { searchTools } from "../search/search-tools.ts";

export const families: readonly Family[] = [
  remoteRuns,
  receivers,
  searchTools,
  searchTags,
  searchJobs,
];
