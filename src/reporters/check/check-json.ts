/** Findings as JSON for other programs; keys are only ever added. */
import type { CheckReport } from "../../checks/check-addon.ts";
import { hideSecrets } from "../../checks/reading/hide-secrets.ts";

export function checkJson({ appId, root, findings, notes }: CheckReport): string {
  // An edit with its keys made unreadable would write that into the file: it is left out.
  const told = findings.map(({ fix, ...finding }) =>
    fix?.every(({ text }) => hideSecrets(text) === text) === true ? { ...finding, fix } : finding,
  );
  return `${JSON.stringify({ version: 1, appId, root, findings: told, notes }, null, 2)}\n`;
}
