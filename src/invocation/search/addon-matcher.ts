/** What tells the eventtypes and tags of an event by the configuration of an add-on, as each search of Splunk does. */
import type { Addon } from "../../addon/addon.ts";
import { readTags } from "../../addon/read/read-tags.ts";
import {
  createEventtypeMatcher,
  type EventtypeMatcher,
} from "../../search/eventtypes/eventtype-matcher.ts";

/** undefined where the add-on has no eventtypes. */
export function addonMatcher(addon: Addon): EventtypeMatcher | undefined {
  const { eventtypes, macros } = addon;
  if (eventtypes.length === 0) return undefined;
  const fieldTags = readTags(addon).filter(
    ({ field, isEnabled }) => isEnabled && !/^(?:eventtype)?$/.test(field),
  );
  return createEventtypeMatcher({ eventtypes, macros, fieldTags });
}
