/** A field of an event as a search sees it: what was indexed beside the event is a field as well. */
import type { IndexedEvent } from "../../events/event.ts";

export function fieldOf(event: IndexedEvent, name: string): string | readonly string[] | undefined {
  switch (name) {
    case "index":
    case "host":
    case "source":
    case "sourcetype":
    case "_raw":
      return name === "_raw" ? event.raw : event[name];
    case "_time":
      return String(event.time);
    case "tag":
      return event.tags;
    case "eventtype":
      return event.eventtypes;
    default:
      return Object.hasOwn(event.fields, name) ? event.fields[name] : undefined;
  }
}
