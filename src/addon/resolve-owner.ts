/**
 * The app that owns an action for one search. Splunk looks for the script in the bin/ of that app.
 * Seen on a real Splunk: an empty [webhook] in search/local made sendalert look for the script in search/bin.
 */
import type { AlertAction } from "./addon.ts";

/** The action as a search of `searchApp` sees it: a stanza of that app counts more than one of any other app. */
export function resolveOwner(action: AlertAction, searchApp: string): AlertAction {
  const header = action.stanza.headers.find((candidate) => candidate.layer.app === searchApp);
  return header === undefined || action.app === searchApp
    ? action
    : { ...action, app: searchApp, where: header.where };
}
