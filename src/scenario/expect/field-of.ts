/** A field of an event as a search sees it: what was indexed beside the event is a field as well. */
import type { IndexedEvent } from "../../events/event.ts";
import type { FieldValue } from "./judge-text.ts";

const INDEXED = new Map<string, (event: IndexedEvent) => string | readonly string[]>([
  ["index", (event) => event.index],
  ["host", (event) => event.host],
  ["source", (event) => event.source],
  ["sourcetype", (event) => event.sourcetype],
  ["_raw", (event) => event.raw],
  ["_time", (event) => String(event.time)],
  ["tag", (event) => event.tags],
  ["eventtype", (event) => event.eventtypes],
]);

export function fieldOf(event: IndexedEvent, name: string): FieldValue {
  const indexed = INDEXED.get(name);
  if (indexed !== undefined) return indexed(event);
  return Object.hasOwn(event.fields, name) ? event.fields[name] : undefined;
}
