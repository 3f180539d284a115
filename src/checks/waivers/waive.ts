/** Removes waived findings, and adds findings on the waivers themselves. */
import type { Rule } from "../rule/check.ts";
import type { Finding } from "../rule/finding.ts";
import { waiverBlanket, waiverUnused } from "../rules/waivers/index.ts";
import type { Waiver } from "./read-waivers.ts";

/**
 * Removes waived findings, and adds findings on the waivers. `today` is like 2026-12-31; `ran` tells whether a rule
 * ran.
 */
export function waive(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  options: { readonly today: string; readonly file: string; ran(id: string): boolean },
): { readonly findings: readonly Finding[]; readonly waived: number } {
  const used = new Set<Waiver>();
  const standing = findings.flatMap((finding) => {
    const meant = waivers.filter((waiver) => covers(waiver, finding));
    for (const waiver of meant) used.add(waiver);
    if (meant.some((waiver) => !isOver(waiver, options.today))) return [];
    const [first] = meant;
    if (first === undefined) return [finding];
    return [{ ...finding, message: `${finding.message} (its waiver ended on ${first.until})` }];
  });
  const ofWaivers = waivers.flatMap((waiver, at): Finding[] => {
    const about = ({ id, name, severity }: Rule, message: string, hint: string): Finding[] => {
      const where = { file: options.file, key: `waivers[${at}]` };
      return options.ran(id) ? [{ id, name, severity, message, where, hint }] : [];
    };
    if (waiver.id === "*" && waiver.path === undefined) {
      const message = `waivers[${at}] waives every finding everywhere`;
      return about(waiverBlanket, message, "Name rules, or at least a path.");
    }
    if (used.has(waiver) || (waiver.id !== "*" && !options.ran(waiver.id))) return [];
    const message = `waivers[${at}] (${waiver.id}) waives nothing`;
    return about(waiverUnused, message, "Remove it: the finding is gone.");
  });
  return { findings: [...standing, ...ofWaivers], waived: findings.length - standing.length };
}

function covers({ id, path }: Waiver, finding: Finding): boolean {
  if (id !== "*" && id !== finding.id) return false;
  const { file } = finding.where;
  return path === undefined || path === file || (path.endsWith("/") && file.startsWith(path));
}

function isOver({ until }: Waiver, today: string): boolean {
  return until !== undefined && until < today;
}
