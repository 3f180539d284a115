/** Adds findings of `ar-sim check` to the links that they concern, also where a run proves nothing. */
import type { Facts } from "../facts/facts.ts";
import type { Finding } from "../rule/finding.ts";
import type { LinkId, Proof } from "./diagnosis.ts";

/** Rules by name. */
const BEARS_ON: Readonly<Record<LinkId, readonly string[]>> = {
  dispatchable: ["cam-invalid", "cam-keys", "cam-not-adhoc", "not-exported", "meta-missing"],
  parameters: ["param-undeclared", "cam-parameter-unknown"],
  form: ["form-empty", "form-input-unknown", "form-not-exported"],
  starts: [
    "script-missing",
    "execute-flag-missing",
    "import-missing",
    "python2-syntax",
    "python2-print",
    "python2-name",
    "undefined-name",
    "missing-key",
    "bytes-to-csv",
    "payload-format",
    "exit-always",
  ],
  invocation: ["invoke-missing", "log-name", "action-name-differs"],
  events: ["writeevents-missing", "writeevents-in-loop", "index-undefined"],
  header: ["cam-header-off"],
  eventtype: ["eventtype-missing", "eventtype-cannot-match"],
  tagged: ["tag-misplaced"],
  joined: [],
  drilldown: ["cam-drilldown"],
};

/** An error of a rule breaks a link that nothing has proved. A link that a run has proved only gets a remark. */
export function withFindings(
  id: LinkId,
  proof: Proof,
  facts: Facts,
  findings: readonly Finding[],
  action: string,
): Proof {
  if (proof.status === "not-applicable") return proof;
  const { shownRoot } = facts.addon.tree;
  const mine = findings.filter(
    (finding) =>
      BEARS_ON[id].includes(finding.name) &&
      finding.severity !== "info" &&
      isOf(finding, facts, action),
  );
  const lines = mine.map(({ id: rule, message, where }) => {
    const line = where.line === undefined ? "" : `:${where.line}`;
    return `${rule} ${shownRoot}${where.file}${line}: ${message}`;
  });
  if (lines.length === 0) return proof;
  const grave = mine.find(({ severity }) => severity === "error");
  if (proof.status === "unknown" && grave !== undefined) {
    const { message, hint } = grave;
    const where = { ...grave.where, file: `${shownRoot}${grave.where.file}` };
    return { status: "broken", by: "files", message, hint, where, because: lines };
  }
  return { ...proof, because: [...(proof.because ?? []), ...lines] };
}

/** Whether the finding is about this action, and not about another of the add-on. */
function isOf({ where }: Finding, facts: Facts, action: string): boolean {
  const script = facts.python.files.find(({ path }) => path === where.file);
  if (script !== undefined) return script.actions.includes(action);
  const form = /\/data\/ui\/alerts\/([^/]+)\.html$/.exec(where.file)?.[1];
  if (form !== undefined) return form === action;
  if (!where.file.endsWith("/alert_actions.conf") || where.line === undefined) return true;
  const lines = (facts.text(where.file) ?? "").split("\n").slice(0, where.line);
  const stanza = lines.findLast((line) => /^\s*\[/.test(line));
  return stanza === undefined || stanza.trim().startsWith(`[${action}]`);
}
