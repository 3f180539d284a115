/**
 * One event in the envelope of the HTTP Event Collector, as in a .stash_hec file, or in a request to the collector.
 * Ground: Getting Data In, «Format events for HTTP Event Collector».
 */
import { emptyBag, type FieldBag } from "../fields/field-bag.ts";
import type { EventOrigin, WrittenEvent } from "../event.ts";
import { readMembers, unescapeJson } from "../../text/json-scanner.ts";

/** Undefined when the text is not one JSON object with an `event`. */
export function parseHec(text: string, origin: EventOrigin): WrittenEvent | undefined {
  const members = readMembers(text);
  const event = members?.get("event");
  if (members === undefined || event === undefined) return undefined;
  const given = (name: string): string | undefined => textOf(members.get(name)) || undefined;
  const time = readHecTime(given("time"));
  return {
    raw: textOf(event) ?? "",
    index: given("index"),
    host: given("host"),
    source: given("source"),
    sourcetype: given("sourcetype"),
    time,
    indexed: fieldsOf(members.get("fields")),
    origin,
    notes: [],
    // The collector takes the time of receipt where none is given, and looks for none in the text.
    isTimeless: true,
  };
}

/** Epoch seconds. Undefined for a text that is no time, and for a day that no calendar has. */
export function readHecTime(text: string | undefined): number | undefined {
  const time = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Math.abs(time) <= LAST_SECOND ? time : undefined;
}

const LAST_SECOND = 8.64e12;

/** A string without its quotes; anything else as it stands. */
function textOf(json: string | undefined): string | undefined {
  if (json === undefined || json === "null") return undefined;
  return json.startsWith('"') ? unescapeJson(json.slice(1, -1)) : json;
}

/** Flat: a value is a text, or a list of texts. */
function fieldsOf(json: string | undefined): FieldBag {
  const bag = emptyBag();
  const members = json?.startsWith("{") === true ? readMembers(json) : undefined;
  for (const [name, value] of members ?? []) {
    const items = value.startsWith("[") ? listOf(value) : [textOf(value) ?? ""];
    const [only] = items;
    if (only !== undefined) bag[name] = items.length === 1 ? only : items;
  }
  return bag;
}

function listOf(json: string): string[] {
  try {
    const items: unknown[] = JSON.parse(json);
    return items.map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
  } catch {
    return [json];
  }
}
