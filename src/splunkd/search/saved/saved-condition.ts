/**
 * When a saved search triggers its actions, in its two spellings: `counttype`, `relation` and `quantity` of the .conf are
 * `alert_type`, `alert_comparator` and `alert_threshold` of the REST API. Ground: savedsearches.conf.spec; REST API
 * Reference, «saved/searches».
 */
import {
  type AlertCondition,
  readAlertCondition,
} from "../../../invocation/trigger/alert-condition.ts";
import { asBoolean, asText, type Content, content } from "../../model/entity.ts";

const IN_CONF: Readonly<Record<string, string>> = {
  alert_type: "counttype",
  alert_comparator: "relation",
  alert_threshold: "quantity",
};

/** What is written to the .conf of these arguments. A type that is no custom one ends a custom condition. */
export function conditionInConf(args: Content): Content {
  const type = asText(args["alert_type"]).trim();
  const isOther = type !== "" && type !== "custom" && args["alert_condition"] === undefined;
  return content([
    ...Object.entries(args).map(([key, value]) => [IN_CONF[key] ?? key, value] as const),
    ...(isOther ? [["alert_condition", ""] as const] : []),
  ]);
}

export function conditionOf(settings: Content): AlertCondition {
  const value = (key: string): { readonly value: string } => ({ value: asText(settings[key]) });
  const names = ["alert_condition", "counttype", "relation", "quantity"];
  return readAlertCondition(new Map(names.map((name) => [name, value(name)])));
}

/** As the REST API tells of it. */
export function shownCondition(settings: Content): Content {
  const condition = conditionOf(settings);
  const isCustom = condition.kind === "custom" || asText(settings["counttype"]) === "custom";
  const type = isCustom ? "custom" : "always";
  return content({
    alert_type: condition.kind === "count" ? `number of ${condition.of}` : type,
    alert_comparator: asText(settings["relation"]),
    alert_threshold: asText(settings["quantity"]),
  });
}

/** Ground: savedsearches.conf.spec: `action.<name> = 1` alone enables one; through the API, `actions` writes that. */
export function enabledActions(settings: Content): string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && asBoolean(value) ? [name] : [];
  });
}
