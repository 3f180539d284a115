/**
 * Whether the results of a saved search trigger its actions. Ground: savedsearches.conf.spec: `counttype`, `relation` and
 * `quantity`, or in their place `alert_condition`, a search over the results that must find something.
 */
import type { Setting } from "../../conf/layered-conf.ts";

export type AlertCondition =
  | { readonly kind: "always" }
  | { readonly kind: "custom"; readonly search: string }
  | {
      readonly kind: "count";
      readonly of: "events" | "hosts" | "sources";
      readonly relation: string;
      readonly quantity: string;
    };

/** How many there are in the results. */
export interface Tally {
  readonly events: number;
  readonly hosts: number;
  readonly sources: number;
}

type SettingValues = ReadonlyMap<string, Pick<Setting, "value">>;

/** Guess: an `alert_condition` counts more than a `counttype`, beside which the spec does not want it. */
export function readAlertCondition(settings: SettingValues): AlertCondition {
  const value = (key: string): string => settings.get(key)?.value.trim() ?? "";
  const search = value("alert_condition");
  if (search !== "") return { kind: "custom", search };
  const of = /^number of (events|hosts|sources)$/i.exec(value("counttype"))?.[1]?.toLowerCase();
  if (of !== "events" && of !== "hosts" && of !== "sources") return { kind: "always" };
  return { kind: "count", of, relation: value("relation"), quantity: value("quantity") };
}

type CountCondition = Extract<AlertCondition, { kind: "count" }>;

/** Guess: `drops by` and `rises by` do not hold where there is no run before this one to compare with. */
export function holds({ of, relation, quantity }: CountCondition, tally: Tally): boolean {
  const wanted = Number(quantity);
  switch (relation.toLowerCase()) {
    case "greater than":
      return tally[of] > wanted;
    case "less than":
      return tally[of] < wanted;
    case "equal to":
      return tally[of] === wanted;
    case "not equal to":
      return tally[of] !== wanted;
    default:
      return false;
  }
}

/** As in `2 results, and the search wants counttype = number of events, relation = greater than, quantity = 5`. */
export function whyNot({ of, relation, quantity }: CountCondition, tally: Tally): string {
  const is = `${tally[of]} ${tally[of] === 1 ? of.slice(0, -1) : of}`;
  const wanted = `the search wants counttype = number of ${of}, relation = ${relation}, quantity = ${quantity}`;
  if (/^(?:drops|rises) by$/i.test(relation))
    return `${is}, and ${wanted}: there is no run before this one to compare with`;
  return `${is}, and ${wanted}`;
}
