/** An event as the receivers take it. */
import type { WrittenEvent } from "../../events/event.ts";
import type { Arguments } from "../model/arguments.ts";

/** Ground: defaults of source and sourcetype in the reference. */
export function receivedEvent(
  raw: string,
  query: Pick<Arguments, "get">,
  call: { readonly client: string; readonly path?: string },
  number: number,
): WrittenEvent {
  const index = query.get("index");
  return {
    raw: raw.replace(/\r?\n$/, ""),
    index: index === "default" ? undefined : index,
    host: query.get("host") ?? call.client,
    source: query.get("source") ?? "www",
    sourcetype: query.get("sourcetype") ?? "web_event",
    time: undefined,
    indexed: {},
    origin: { kind: "receiver", file: call.path ?? "/services/receivers/simple", number },
    notes: [],
  };
}
