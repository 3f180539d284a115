/**
 * Whose action it is for a search: of an app's stanzas the one of the search's own app counts most.
 * Seen on a real Splunk: an empty [webhook] in search/local made sendalert look for the script in search/bin.
 */
import type { AlertAction } from "./addon.ts";

export function ownedIn(action: AlertAction, searchApp: string): AlertAction {
  const header = action.stanza.headers.find((one) => one.layer.app === searchApp);
  return header === undefined || action.app === searchApp
    ? action
    : { ...action, app: searchApp, where: header.where };
}
