/** Which indexes there are: those of Splunk, of any app's indexes.conf, of fixtures, and those that were made. */
import { shippedIndexes } from "../../events/index/index-check.ts";
import type { Instance } from "./instance.ts";

export function isIndex(name: string, splunkd: Instance): boolean {
  const { addon, settings } = splunkd;
  const { fixtures } = settings;
  if (shippedIndexes.has(name) || fixtures.indexes?.includes(name) === true) return true;
  if (splunkd.entities("indexes").named(name).length > 0) return true;
  return addon?.conf("indexes").stanzas.has(name) === true;
}
