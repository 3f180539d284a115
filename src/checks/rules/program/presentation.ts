/** AR008: The label, icon or `is_custom` of an action is missing. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import type { Check } from "../../rule/check.ts";

export const presentation: Check = {
  id: "AR008",
  name: "presentation",
  severity: "info",
  title: "The label, icon or `is_custom` of an action is missing",
  why: "Splunk Web shows `label` in its list of actions, with the icon `icon_path` of appserver/static. Without `is_custom = 1` it does not list the action as a custom one. Ground: alert_actions.conf.spec.",
  bad: {
    "no label": { "default/alert_actions.conf": "[ping]\nis_custom = 1\n" },
    "no such icon": {
      "default/alert_actions.conf": "[ping]\nis_custom = 1\nlabel = Ping\nicon_path = ping.png\n",
    },
    "not custom": { "default/alert_actions.conf": "[ping]\nlabel = Ping\n" },
  },
  good: {
    "all there": {
      "default/alert_actions.conf": "[ping]\nis_custom = 1\nlabel = Ping\nicon_path = ping.png\n",
      "appserver/static/ping.png": "",
    },
    "a Splunk picture": {
      "default/alert_actions.conf":
        "[ping]\nis_custom = 1\nlabel = Ping\nicon_path = mod_alert_icon_script.png\n",
    },
  },
  *run(facts) {
    if (isUccSource(facts.addon)) return;
    for (const { action } of facts.programs) {
      const { settings } = action.stanza;
      for (const [key, value] of SHOWN) {
        if (settings.has(key)) continue;
        yield {
          message: `[${action.name}] has no \`${key}\``,
          where: action.where,
          hint: `Add \`${key} = ${value}\`.`,
        };
      }
      const icon = settings.get("icon_path");
      const name = icon?.value.trim() ?? "";
      if (icon === undefined || isShipped(name) || facts.has(`appserver/static/${name}`)) continue;
      yield {
        message: `[${action.name}] the icon appserver/static/${name} does not exist`,
        where: icon.where,
        hint: "Put an icon of 48 by 48 pixels there, or correct icon_path.",
      };
    }
  },
};

const SHOWN = [
  ["is_custom", "1"],
  ["label", "…"],
] as const;

/** Splunk has these icons itself, and a default icon when none is named. */
function isShipped(icon: string): boolean {
  return icon === "" || icon.startsWith("mod_alert_icon_");
}
