/** The parameters an action ends up with: alert_actions.conf, then the saved search, then the command line. */
import type { AlertAction } from "../../addon/addon.ts";
import type { Setting } from "../../conf/layered-conf.ts";

export interface ParamSources {
  /** Settings of the stanza in savedsearches.conf: `action.<action>.param.<name>`. */
  readonly savedSearch?: ReadonlyMap<string, Pick<Setting, "value">> | undefined;
  /** Given with `sendalert`, without the prefix `param.`. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Guess: nothing public shows whether splunkd passes on `param.x =`. By default it is passed on. */
  readonly emptyParams?: "include" | "omit" | undefined;
}

/**
 * Ground: savedsearches.conf.spec (`action.<name>.<parameter>`) and the Search Reference, «sendalert», for the order.
 */
export function effectiveParams(
  action: Pick<AlertAction, "name" | "params">,
  sources: ParamSources = {},
): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  for (const [name, setting] of action.params) params.set(name, setting.value);
  const prefix = `action.${action.name}.param.`;
  for (const [key, setting] of sources.savedSearch ?? []) {
    if (key.startsWith(prefix)) params.set(key.slice(prefix.length), setting.value);
  }
  for (const [name, value] of Object.entries(sources.params ?? {})) params.set(name, value);
  if (sources.emptyParams !== "omit") return params;
  return new Map([...params].filter(([, value]) => value !== ""));
}
