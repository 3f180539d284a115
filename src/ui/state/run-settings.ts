/** What a run is given beside its action, parameters and rows. */
import type { SendAlertRequest } from "../../run/send-alert-request.ts";

export type RunSettings = Omit<
  SendAlertRequest,
  | "action"
  | "params"
  | "lost"
  | "mode"
  | "rows"
  | "signal"
  | "savedSearch"
  | "searchName"
  | "searchText"
  | "splunkd"
>;
