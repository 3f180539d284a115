/** Findings as JSON for other programs. New versions only add keys. */
import { jsonText } from "../../text/json-text.ts";
import type { CheckReport } from "../../checks/check-addon.ts";
import { hideSecrets } from "../../checks/reading/hide-secrets.ts";

export function checkJson({ appId, root, findings, notes }: CheckReport): string {
  // An edit with masked keys would write the mask into the file, so it is left out.
  const shown = findings.map(({ fix, ...finding }) =>
    fix?.every(({ text }) => hideSecrets(text) === text) === true ? { ...finding, fix } : finding,
  );
  return `${jsonText({ version: 1, appId, root, findings: shown, notes }, 2)}\n`;
}
