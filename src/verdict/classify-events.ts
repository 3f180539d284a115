/** Gives events their eventtypes and tags, and tells why an event lacks a tag. */
import type { Addon } from "../addon/addon.ts";
import { readTags } from "../addon/read/read-tags.ts";
import type { Problem } from "../errors.ts";
import type { IndexedEvent } from "../events/event.ts";
import { createEventtypeMatcher } from "../search/eventtypes/eventtype-matcher.ts";
import type { Searchable } from "../search/text/searchable.ts";
import { explainTagging } from "./explain-tagging.ts";
import type { Evals } from "../events/fields/load-eval.ts";

export interface WhyNot {
  /** The nearest eventtype and the clauses that failed, one step a line. */
  readonly reasons: readonly string[];
  /** Fields whose clauses failed. Empty where the cause is not a single field. */
  readonly fields: readonly string[];
}

export interface Classifier {
  readonly problems: readonly Problem[];
  classify(event: IndexedEvent): IndexedEvent;
  /** Enabled eventtypes that carry the tag. */
  taggedWith(tag: string): string[];
  /** Why no enabled eventtype carries the tag, according to tags.conf and eventtypes.conf. */
  whyNoneHas(tag: string): string[];
  whyNot(tag: string, event: IndexedEvent): WhyNot;
}

export function createClassifier(addon: Addon, { evalMacro }: Evals = {}): Classifier {
  const tags = readTags(addon);
  const matcher = createEventtypeMatcher({
    eventtypes: addon.eventtypes,
    macros: addon.macros,
    evalMacro,
    fieldTags: tags.filter(({ field, isEnabled }) => isEnabled && !/^(?:eventtype)?$/.test(field)),
  });
  return {
    problems: matcher.problems,
    classify: (event) => ({ ...event, ...matcher.match(searchable(event)) }),
    taggedWith: (tag) =>
      addon.eventtypes
        .filter(({ disabled, tags }) => !disabled && tags.some(({ name }) => name === tag))
        .map(({ name }) => name),
    whyNoneHas: (tag) => explainTagging(addon, tags, tag),
    whyNot(tag, event) {
      const near = matcher.nearest(tag, searchable(event));
      const others = event.eventtypes.map(
        (name) => `the event is of the eventtype [${name}], which tags.conf does not tag ${tag}`,
      );
      return { reasons: [...(near?.reasons ?? []), ...others], fields: near?.fields ?? [] };
    },
  };
}

function searchable(event: IndexedEvent): Searchable {
  const { index, host, source, sourcetype, raw, fields } = event;
  // Kept apart from the fields: copying the fields of each event would take longer than the searches.
  return { raw, fields, meta: { index, host, source, sourcetype, _time: String(event.time) } };
}
