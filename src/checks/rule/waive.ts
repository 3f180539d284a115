/** Waivers of the add-on's own configuration: a finding that someone answers for, with a reason, and for a time if wished. */
import type { ConfigFile } from "../../addon/read/read-config.ts";
import { HarnessError } from "../../errors.ts";
import type { Finding } from "./finding.ts";
import { type Rule, rules } from "../index.ts";
import { waiverBlanket, waiverUnused } from "./waiver-rules.ts";
import { nearest } from "../../text/nearest.ts";

export interface Waiver {
  /** A rule's id, or `*`; a name given in the file is turned into its id. */
  readonly id: string;
  /** A file inside the add-on, or a folder with a slash at its end; without it, everywhere. */
  readonly path?: string;
  readonly reason: string;
  /** `2026-12-31`: the last day. */
  readonly until?: string;
}

const KEYS = ["id", "path", "reason", "until"];

/** @throws HarnessError CONFIG_BAD */
export function readWaivers(config: ConfigFile | undefined): Waiver[] {
  const given = config?.value["waivers"];
  if (config === undefined || given === undefined) return [];
  const bad = (message: string, key: string, hint: string): HarnessError =>
    new HarnessError("CONFIG_BAD", message, { hint, where: { file: config.file, key } });
  if (!Array.isArray(given))
    throw bad("waivers is no list", "waivers", "Write a list of { id, path, reason, until }.");
  return given.map((one: unknown, at) => {
    const place = `waivers[${at}]`;
    if (typeof one !== "object" || one === null || Array.isArray(one))
      throw bad(`${place} is no object`, place, "Write { id, path, reason, until }.");
    for (const [key, value] of Object.entries(one)) {
      if (!KEYS.includes(key))
        throw bad(
          `${place}.${key} is not known`,
          `${place}.${key}`,
          `Known are ${KEYS.join(", ")}.`,
        );
      if (typeof value !== "string" || value.trim() === "")
        throw bad(`${place}.${key} is no text`, `${place}.${key}`, "Write it in quotes.");
    }
    const { id, path, reason, until } = one as Partial<Waiver>;
    if (id === undefined) throw bad(`${place} has no id`, place, "Name a rule, as AR001.");
    if (reason === undefined)
      throw bad(`${place} gives no reason`, place, "Say why this finding is no fault here.");
    if (until !== undefined && !isDay(until))
      throw bad(`${place}.until is no day`, `${place}.until`, "Write it as 2026-12-31.");
    return {
      id: knownId(id, (message, hint) => bad(message, `${place}.id`, hint)),
      reason,
      ...(path === undefined ? {} : { path }),
      ...(until === undefined ? {} : { until }),
    };
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

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
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
