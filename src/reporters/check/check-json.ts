/** Findings as JSON for other programs. New versions only add keys. */
import { jsonText } from "../../text/json-text.ts";
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Finding } from "../../checks/rule/finding.ts";
import { hideSecrets } from "../../checks/reading/hide-secrets.ts";

export function checkJson(report: CheckReport): string {
  const { appId, root, findings, later, targets, notes } = report;
  const document = {
    version: 1,
    appId,
    root,
    findings: findings.map(shown),
    later: later.map(shown),
    targets,
    notes,
  };
  return `${jsonText(document, 2)}\n`;
}

/** An edit with masked keys would write the mask into the file, so it is left out. */
function shown({ fix, ...finding }: Finding): Finding {
  const isPlain = fix?.every(({ text }) => hideSecrets(text) === text) === true;
  return isPlain ? { ...finding, fix } : finding;
}
