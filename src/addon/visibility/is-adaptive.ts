/** Whether an alert action is an adaptive response action. A broken `_cam` still shows that it is meant to be one. */
import type { AlertAction } from "../addon.ts";

export function isAdaptive({ cam, camProblem }: AlertAction): boolean {
  return cam !== undefined || camProblem !== undefined;
}
