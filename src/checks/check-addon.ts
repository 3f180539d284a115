/** From a folder to findings, as the command line and the library ask for it. */
import type { Addon } from "../addon/addon.ts";
import { type FactOptions, gatherFacts } from "./facts/facts.ts";
import type { Finding } from "./rule/finding.ts";
import { shownLine } from "./reading/hide-secrets.ts";
import { type CheckOptions, runChecks } from "./index.ts";

export interface CheckReport {
  readonly appId: string;
  readonly root: string;
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why. */
  readonly notes: readonly string[];
  /** The lines that findings stand on, keys in them made unreadable: `file:line` → text. */
  readonly lines: Readonly<Record<string, string>>;
}

export function checkAddon(addon: Addon, options: CheckOptions & FactOptions = {}): CheckReport {
  const facts = gatherFacts(addon, options);
  const findings = runChecks(facts, options);
  const lines: Record<string, string> = {};
  for (const finding of findings) {
    const { where } = finding;
    if (where.line === undefined) continue;
    const text = facts.text(where.file)?.split(/\r?\n/)[where.line - 1];
    if (text !== undefined) lines[`${where.file}:${where.line}`] = shownLine(finding, text);
  }
  const hasScripts = facts.programs.some((one) => one.scripts.length > 0);
  const notes =
    hasScripts && facts.python.version === undefined
      ? ["there is no Python here: the scripts were not read"]
      : [];
  return { appId: addon.appId, root: addon.root, findings, notes, lines };
}
