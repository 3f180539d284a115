/** Findings as JSON for other programs; keys are only ever added. */
import type { CheckReport } from "../checks/check-addon.ts";

export function checkJson({ appId, root, findings, notes }: CheckReport): string {
  return `${JSON.stringify({ version: 1, appId, root, findings, notes }, null, 2)}\n`;
}
