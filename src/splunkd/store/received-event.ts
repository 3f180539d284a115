/** An event as the receivers take it. */
import type { WrittenEvent } from "../../events/event.ts";
import type { Posted, PostedLine } from "../../events/spool/break-lines.ts";
import type { Arguments } from "../model/arguments.ts";

/** Ground: defaults of source and sourcetype in the reference. */
export function postedBy(query: Pick<Arguments, "get">, client: string): Posted {
  return {
    host: query.get("host") ?? client,
    source: query.get("source") ?? "www",
    sourcetype: query.get("sourcetype") ?? "web_event",
  };
}

export function receivedEvent(
  { raw, notes }: PostedLine,
  query: Pick<Arguments, "get">,
  call: { readonly client: string; readonly path?: string },
  number: number,
): WrittenEvent {
  const index = query.get("index");
  return {
    raw: raw.replace(/\r?\n$/, ""),
    index: index === "default" ? undefined : index,
    ...postedBy(query, call.client),
    time: undefined,
    indexed: {},
    origin: { kind: "receiver", file: call.path ?? "/services/receivers/simple", number },
    notes,
  };
}
