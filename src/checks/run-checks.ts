/** Runs the rules over the facts of an add-on. */
import { pathInside } from "../addon/tree.ts";
import type { Facts } from "./facts/facts.ts";
import type { Target } from "../platforms/targets.ts";
import { type JudgedFindings, judgeTargets } from "./targets/judge.ts";
import { checks } from "./index.ts";
import type { Check, Observation } from "./rule/check.ts";
import type { Finding } from "./rule/finding.ts";

export interface CheckOptions {
  /** Ids or names of the only rules to run. */
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  /** What the add-on is to run on. Empty: what it declares. */
  readonly targets?: readonly Target[];
}

/** The findings alone. */
export function runChecks(facts: Facts, options: CheckOptions = {}): Finding[] {
  return [...judgeChecks(facts, options).findings];
}

/** Findings by file and line, and those that only newer targets ask for. */
export function judgeChecks(facts: Facts, options: CheckOptions = {}): JudgedFindings {
  const { only = [], ignore = [], targets = [] } = options;
  const isMeant = ({ id, name }: Check, list: readonly string[]): boolean =>
    list.includes(id) || list.includes(name);
  const all = checks
    .filter((check) => only.length === 0 || isMeant(check, only))
    .filter((check) => !isMeant(check, ignore))
    .flatMap((check) =>
      [...check.run(facts)].map((seen) => ({
        finding: findingOf(check, seen, facts),
        scope: seen.scope,
      })),
    )
    .filter(({ finding: { where } }) => !isBeside(facts, where.file));
  const { findings, later } = judgeTargets(all, targets);
  return { findings: [...findings].sort(byPlace), later: [...later].sort(byPlace) };
}

function findingOf(check: Check, seen: Observation, { addon: { tree } }: Facts): Finding {
  return {
    id: check.id,
    name: check.name,
    severity: seen.severity ?? check.severity,
    message: seen.message.replaceAll(tree.shownRoot, ""),
    where: { ...seen.where, file: pathInside(tree, seen.where.file) },
    hint: seen.hint,
    fix: seen.fix?.length === 0 ? undefined : seen.fix,
  };
}

/** Findings in an add-on beside this one belong to the check of that one. */
function isBeside({ addon }: Facts, file: string): boolean {
  return addon.also.some(({ root }) => root !== addon.root && file.startsWith(`${root}/`));
}

function byPlace(a: Finding, b: Finding): number {
  if (a.where.file !== b.where.file) return a.where.file < b.where.file ? -1 : 1;
  return (a.where.line ?? 0) - (b.where.line ?? 0);
}
