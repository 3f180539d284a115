/** Which indexes there are: those of Splunk, of any app's indexes.conf, of fixtures, and those that were made. */
import { shippedIndexes } from "../../events/index/index-check.ts";
import type { Fixtures } from "../model/fixtures.ts";
import type { Store } from "../store/store.ts";
import type { Apps } from "./apps/apps.ts";

export function isIndex(
  name: string,
  {
    store,
    apps,
    settings,
  }: {
    readonly store: Store;
    readonly apps: Apps;
    readonly settings: { readonly fixtures: Fixtures };
  },
): boolean {
  if (shippedIndexes.has(name) || settings.fixtures.indexes?.includes(name) === true) return true;
  if (store.bucket("indexes").named(name).length > 0) return true;
  return apps.addon?.conf("indexes").stanzas.has(name) === true;
}
