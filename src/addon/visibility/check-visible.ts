/**
 * Reports an action that Splunk would not find: another app sees it only when it is exported. Ground:
 * default.meta.spec.
 */
import type { Problem } from "../../errors.ts";
import type { Addon, AlertAction } from "../addon.ts";

/** `searchApp` is the app that the search runs in. */
export function checkVisible(addon: Addon, action: AlertAction, searchApp: string): Problem[] {
  const owner = [addon, ...addon.also].find((app) => app.appId === action.app);
  if (owner === undefined || action.app === searchApp) return [];
  const access = owner.access("alert_actions", action.name);
  if (access.isExported) return [];
  return [
    {
      code: "ADDON_NOT_EXPORTED",
      message: `\`${action.name}\` is not exported from ${action.app}: in the app ${searchApp} a Splunk would say «Alert action "${action.name}" not found.»`,
      hint: "Write `export = system` below [alert_actions] in metadata/default.meta.",
      where: access.where ?? { file: `${owner.tree.shownRoot}metadata/default.meta` },
    },
  ];
}
