/** What a run is given beside its action, parameters and rows. */
import type { SendAlertRequest } from "../../run/send-alert-request.ts";

export type RunSettings = Omit<SendAlertRequest, "action" | "params" | "mode" | "rows" | "signal">;
