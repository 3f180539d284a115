/**
 * Alerts that are kept still since one like them has fired. Ground: savedsearches.conf.spec, `alert.suppress`,
 * `alert.suppress.period` and `alert.suppress.fields`, which count where each result triggers by itself.
 */
import type { Row } from "../../../invocation/invocation.ts";
import { asBoolean, asText, content, effective, type Entity } from "../../model/entity.ts";
import type { SearchSources } from "../world/search-sources.ts";

type Sources = Pick<SearchSources, "store" | "settings">;

/** Until when each group of values is kept still, epoch milliseconds, as JSON. */
const BY_VALUE = "#suppressedValues";
/** Until when the whole search is. */
const WHOLE = "#suppressedUntil";
/** More values than that are not remembered: the oldest are kept still no longer. */
const MOST_VALUES = 10_000;

/**
 * Results that may trigger, in their order; undefined where all is kept still. What they are is remembered for as long as
 * the search wants.
 */
export function unsuppressed(
  entity: Entity,
  rows: readonly Row[],
  { store, settings: { now } }: Sources,
): readonly Row[] | undefined {
  const settings = effective(entity);
  if (Number(asText(entity.content[WHOLE])) > now()) return undefined;
  const period = periodOf(settings);
  if (period === undefined) return rows;
  const until = now() + period;
  const fields = asText(settings["alert.suppress.fields"])
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "");
  const isDigest = asBoolean(settings["alert.digest_mode"] ?? "1");
  if (fields.length === 0 || isDigest) {
    store.edit("conf-savedsearches", entity, { [WHOLE]: String(until) });
    // Where each result triggers by itself, all are alike.
    return isDigest ? rows : rows.slice(0, 1);
  }
  const known = knownValues(entity, now());
  const kept = rows.filter((row) => {
    const values = JSON.stringify(fields.map((field) => row[field] ?? ""));
    if (known.has(values)) return false;
    known.set(values, until);
    return true;
  });
  const newest = [...known].slice(-MOST_VALUES);
  store.edit("conf-savedsearches", entity, { [BY_VALUE]: JSON.stringify(newest) });
  return kept.length === 0 && rows.length > 0 ? undefined : kept;
}

function periodOf(settings: ReturnType<typeof content>): number | undefined {
  const [, amount, unit = ""] =
    /^(\d+)([smhd]?)$/i.exec(asText(settings["alert.suppress.period"]).trim()) ?? [];
  if (!asBoolean(settings["alert.suppress"]) || amount === undefined) return undefined;
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit.toLowerCase()] ?? 1;
  return Number(amount) * seconds * 1000;
}

function knownValues(entity: Entity, now: number): Map<string, number> {
  const text = asText(entity.content[BY_VALUE]);
  const kept: [string, number][] = text === "" ? [] : JSON.parse(text);
  return new Map(kept.filter(([, until]) => until > now));
}
