/** Gives events their eventtypes and tags, and tells why one has not got a tag. */
import type { Addon } from "../addon/addon.ts";
import type { Problem } from "../errors.ts";
import type { IndexedEvent } from "../events/event.ts";
import { createEventtypeMatcher } from "../search/eventtype-matcher.ts";
import type { Searchable } from "../search/searchable.ts";

export interface Classifier {
  readonly problems: readonly Problem[];
  classify(event: IndexedEvent): IndexedEvent;
  /** Enabled eventtypes that carry the tag. */
  taggedWith(tag: string): string[];
  /** The nearest eventtype with the tag and the clause that failed, one step a line. */
  whyNot(tag: string, event: IndexedEvent): string[];
}

export function createClassifier(addon: Addon): Classifier {
  const matcher = createEventtypeMatcher({ eventtypes: addon.eventtypes, macros: addon.macros });
  return {
    problems: matcher.problems,
    classify: (event) => ({ ...event, ...matcher.match(searchable(event)) }),
    taggedWith: (tag) =>
      addon.eventtypes
        .filter((one) => !one.disabled && one.tags.some(({ name }) => name === tag))
        .map(({ name }) => name),
    whyNot(tag, event) {
      const near = matcher.nearest(tag, searchable(event));
      return near === undefined ? [`no eventtype carries the tag ${tag}`] : [...near.reasons];
    },
  };
}

function searchable(event: IndexedEvent): Searchable {
  const { index, host, source, sourcetype, raw, fields } = event;
  return { raw, fields: { ...fields, index, host, source, sourcetype, _time: String(event.time) } };
}
