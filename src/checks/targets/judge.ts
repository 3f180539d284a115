/** Compares findings with the targets of a check: which count, for which targets, and which are for later. */
import { TARGETS, type Target } from "../../platforms/targets.ts";
import type { Finding } from "../rule/finding.ts";
import type { Scope } from "./scope.ts";

export interface ScopedFinding {
  readonly finding: Finding;
  /** Undefined: it holds everywhere. */
  readonly scope: Scope | undefined;
}

export interface JudgedFindings {
  readonly findings: readonly Finding[];
  /** What only newer targets ask for. */
  readonly later: readonly Finding[];
}

/** What one target of the check gets. */
export interface TargetCount {
  readonly name: string;
  readonly label: string;
  readonly errors: number;
  readonly warnings: number;
}

export function judgeTargets(
  all: readonly ScopedFinding[],
  targets: readonly Target[],
): JudgedFindings {
  const findings: Finding[] = [];
  const later: Finding[] = [];
  for (const { finding, scope } of all) {
    const { here, isLater } = judged(finding, scope, targets);
    if (here !== undefined) findings.push(here);
    else if (isLater) later.push({ ...finding, targets: scope?.targets, since: scope?.since });
  }
  return { findings, later };
}

interface Judged {
  readonly here: Finding | undefined;
  readonly isLater: boolean;
}

function judged(finding: Finding, scope: Scope | undefined, targets: readonly Target[]): Judged {
  const names = targets.map(({ name }) => name);
  if (scope === undefined)
    return { here: names.length === 0 ? finding : { ...finding, targets: names }, isLater: false };
  const { since } = scope;
  if (names.length === 0) {
    const here = scope.countsAlways ? { ...finding, since } : undefined;
    return { here, isLater: holdsLater(scope, DEFAULT_LAST) };
  }
  const holds = names.filter((name) => scope.targets.includes(name));
  const severity = scope.severity ?? finding.severity;
  return {
    here: holds.length === 0 ? undefined : { ...finding, severity, targets: holds, since },
    isLater: holdsLater(scope, lastOf(targets)),
  };
}

/** For each family of targets, the place of the newest that is meant. */
type Last = Readonly<Partial<Record<Family, number>>>;
type Family = "splunk" | "python";

/** Without targets, a newer Splunk than all there are would be later; every Python that is not declared is. */
const DEFAULT_LAST: Last = { splunk: -1, python: placeOf("py3.9") };

function lastOf(targets: readonly Target[]): Last {
  const last: Partial<Record<Family, number>> = {};
  for (const target of targets) {
    const family = familyOf(target);
    if (family !== undefined) last[family] = Math.max(last[family] ?? -1, placeOf(target.name));
    // Whoever runs the oldest Python of a target wants to know what a newer one will ask for.
    const [oldest] = target.pythons;
    if (oldest !== undefined) last.python = Math.max(last.python ?? -1, placeOf(`py${oldest}`));
  }
  return last;
}

function holdsLater({ targets, isOlder }: Scope, last: Last): boolean {
  if (isOlder === true) return false;
  return TARGETS.some((target, place) => {
    const family = familyOf(target);
    const newest = family === undefined ? undefined : last[family];
    return newest !== undefined && place > newest && targets.includes(target.name);
  });
}

/** Splunk Cloud is a Splunk newer than all releases. */
function familyOf({ kind }: Target): Family | undefined {
  if (kind === "host") return undefined;
  return kind === "python" ? "python" : "splunk";
}

function placeOf(name: string): number {
  return TARGETS.findIndex((target) => target.name === name);
}

export function countByTarget(
  findings: readonly Finding[],
  targets: readonly Target[],
): readonly TargetCount[] {
  return targets.map(({ name, label }) => {
    const here = findings.filter((finding) => finding.targets?.includes(name) === true);
    const of = (severity: Finding["severity"]): number =>
      here.filter((finding) => finding.severity === severity).length;
    return { name, label, errors: of("error"), warnings: of("warning") };
  });
}
