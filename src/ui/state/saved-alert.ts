/** A saved alert as the form of Splunk Web makes it: a stanza of savedsearches.conf that only this run sees. */
import type { Addon } from "../../addon/addon.ts";
import { loadAddonFromTree } from "../../addon/load-addon.ts";
import { laidOverTree } from "../../addon/trees/laid-over-tree.ts";
import { HarnessError } from "../../errors.ts";

export interface SavedAlert {
  readonly name: string;
  /** `always`, `number of events`, or `custom`. */
  readonly condition: string;
  /** `greater than`, `less than`, `equal to`, `not equal to` */
  readonly relation: string;
  readonly quantity: string;
  /** A search over the results, for `custom`. */
  readonly custom: string;
  readonly isPerResult: boolean;
  /** `60s`; empty: no throttling. */
  readonly throttle: string;
  /** For throttling per result: fields, separated by commas. */
  readonly throttleFields: string;
}

const FILE = "local/savedsearches.conf";

/** The add-on with the alert. Ground: savedsearches.conf.spec. */
export function withSavedAlert(
  addon: Addon,
  action: string,
  alert: SavedAlert,
  params: Readonly<Record<string, string>>,
): Addon {
  if (!/^[^[\]\r\n]+$/.test(alert.name) || alert.name === "default") {
    throw new HarnessError("INVOKE_BAD_PARAM", "the alert needs a name without brackets", {
      hint: "Write My alert, for example.",
    });
  }
  const settings = { ...triggerOf(alert), [`action.${action}`]: "1" };
  for (const [name, value] of Object.entries(params))
    settings[`action.${action}.param.${name}`] = value;
  const lines = Object.entries(settings).map(
    // A line break goes on, as .conf files have it.
    ([key, value]) => `${key} = ${value.replaceAll(/\r?\n/g, "\\\n")}`,
  );
  const before = addon.tree.read(FILE)?.toString("utf8") ?? "";
  const text = `${before}\n[${alert.name}]\n${lines.join("\n")}\n`;
  const tree = laidOverTree(addon.tree, new Map([[FILE, text]]));
  return loadAddonFromTree(tree, addon.also, addon.appId);
}

function triggerOf(alert: SavedAlert): Record<string, string> {
  const { condition, relation, quantity, custom, isPerResult, throttle, throttleFields } = alert;
  const settings: Record<string, string> = {
    search: "| makeresults",
    enableSched: "1",
    cron_schedule: "*/5 * * * *",
    counttype:
      condition === "number of events" ? condition : condition === "custom" ? "custom" : "always",
    "alert.digest_mode": isPerResult ? "0" : "1",
  };
  if (condition === "number of events") Object.assign(settings, { relation, quantity });
  if (condition === "custom") settings["alert_condition"] = custom;
  if (throttle !== "") {
    settings["alert.suppress"] = "1";
    settings["alert.suppress.period"] = throttle;
    if (throttleFields !== "") settings["alert.suppress.fields"] = throttleFields;
  }
  return settings;
}
