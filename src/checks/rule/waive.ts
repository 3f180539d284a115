/** Waivers of the add-on's own configuration: a finding that someone answers for, with a reason, and for a time if wished. */
import type { ConfigFile } from "../../addon/config/read-config.ts";
import { HarnessError } from "../../errors.ts";
import type { Finding } from "./finding.ts";
import { type Rule, rules } from "../index.ts";
import { waiverBlanket, waiverUnused } from "./waiver-rules.ts";
import { nearest } from "../../text/nearest.ts";

export type Waiver = NonNullable<ConfigFile<"waivers">["value"]>[number];

/** The waivers of the file, each with the id of its rule. @throws HarnessError CONFIG_BAD */
export function readWaivers(config: ConfigFile<"waivers"> | undefined): Waiver[] {
  return (config?.value ?? []).map((one, at) => {
    const where = config?.where(`waivers[${at}].id`);
    const bad = (message: string, hint: string): HarnessError =>
      new HarnessError("CONFIG_BAD", message, { hint, where });
    return { ...one, id: knownId(one.id, bad) };
  });
}

/** By id or name. A misspelled one would waive nothing, and its finding would stand unexplained. */
function knownId(given: string, bad: (message: string, hint: string) => HarnessError): string {
  const wanted = given.trim().toLowerCase();
  if (wanted === "*") return wanted;
  const found = rules.find((one) => one.id.toLowerCase() === wanted || one.name === wanted);
  if (found !== undefined) return found.id;
  const meant = nearest(
    wanted,
    rules.flatMap(({ id, name }) => [id, name]),
  );
  const closest = rules.find(({ id, name }) => meant === id || meant === name);
  const hint =
    closest === undefined
      ? "Name a rule by its id or its name, as AR001."
      : `Did you mean ${closest.id} (${closest.name})?`;
  throw bad(`there is no rule ${given}`, hint);
}

/** What stands, and what the waivers themselves are worth. `today` as 2026-12-31; `ran` tells which rules were asked. */
export function waive(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  options: { readonly today: string; readonly file: string; ran(id: string): boolean },
): { readonly findings: readonly Finding[]; readonly waived: number } {
  const used = new Set<Waiver>();
  const standing = findings.flatMap((finding) => {
    const meant = waivers.filter((one) => covers(one, finding));
    for (const one of meant) used.add(one);
    if (meant.some((one) => !isOver(one, options.today))) return [];
    const [first] = meant;
    if (first === undefined) return [finding];
    return [{ ...finding, message: `${finding.message} (its waiver ended on ${first.until})` }];
  });
  const own = waivers.flatMap((one, at): Finding[] => {
    const about = ({ id, name, severity }: Rule, message: string, hint: string): Finding[] => {
      const where = { file: options.file, key: `waivers[${at}]` };
      return options.ran(id) ? [{ id, name, severity, message, where, hint }] : [];
    };
    if (one.id === "*" && one.path === undefined) {
      const message = `waivers[${at}] waives every finding everywhere`;
      return about(waiverBlanket, message, "Name rules, or at least a path.");
    }
    if (used.has(one) || (one.id !== "*" && !options.ran(one.id))) return [];
    const message = `waivers[${at}] (${one.id}) waives nothing`;
    return about(waiverUnused, message, "Remove it: the finding is gone.");
  });
  return { findings: [...standing, ...own], waived: findings.length - standing.length };
}

function covers({ id, path }: Waiver, finding: Finding): boolean {
  if (id !== "*" && id !== finding.id) return false;
  const { file } = finding.where;
  return path === undefined || path === file || (path.endsWith("/") && file.startsWith(path));
}

function isOver({ until }: Waiver, today: string): boolean {
  return until !== undefined && until < today;
}
