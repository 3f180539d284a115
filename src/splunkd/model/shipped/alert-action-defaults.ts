/**
 * What an alert action has that says nothing, and how a saved search shows the settings of all actions.
 * Ground: alert_actions.conf.spec for the defaults; recorded answers of saved/searches, where a search that is asked for
 * by name, or a list with listDefaultActionArgs, shows `action.<name>.<key>` of every action.
 */
import { asBoolean, asText, type Content, content, effective, type Entity } from "../entity.ts";

const EACH: Readonly<Record<string, string>> = {
  command: 'sendalert $action_name$ results_file="$results.file$" results_link="$results.url$"',
  hostname: "",
  maxresults: "10000",
  maxtime: "5m",
  track_alert: "0",
  ttl: "10p",
};

/** A stanza of alert_actions.conf with what [default] gives it. */
export function withActionDefaults(settings: Content): Content {
  const isCustom = asBoolean(settings["is_custom"]);
  const { command: _, ...others } = EACH;
  return content({
    ...(isCustom ? { ...EACH, forceCsvResults: "auto" } : others),
    ...settings,
  });
}

/** `actions`: the stanzas of alert_actions.conf. */
export function actionSettings(actions: Iterable<Entity>): Content {
  const shown = content();
  for (const entity of actions) {
    if (entity.name === "default") continue;
    shown[`action.${entity.name}`] ??= false;
    for (const [key, value] of Object.entries(withActionDefaults(effective(entity))))
      if (!key.startsWith("#") && key !== "disabled")
        shown[`action.${entity.name}.${key}`] = asText(value);
  }
  return shown;
}
