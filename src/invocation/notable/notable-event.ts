/**
 * The notable event that `| sendalert notable` makes of a row. Ground: stash events of public notables have `_time`,
 * search_name, and then the fields sorted by name, where Splunk's own fields get the prefix `orig_`. The event_id is
 * made
 * as public searches make it.
 */
import type { Row, SearchContext } from "../invocation.ts";
import { INDEXER_GUID, notableId } from "./notable.ts";
import { emptyRow } from "../rows/row-shape.ts";
import type { MutableRow } from "../../search/text/row.ts";

/** Source of a notable that no correlation search made. */
const MANUAL = "Manual Notable Event - Rule";

/** Splunk's own fields. The event has its own values of these. */
const MAPPED: ReadonlySet<string> = new Set(
  (
    "_bkt _cd _time _raw splunk_server index source sourcetype host linecount timestartpos timeendpos " +
    "eventtype tag search_name event_hash event_id"
  ).split(" "),
);
const DROPPED: ReadonlySet<string> = new Set("punct sid rid orig_sid orig_rid".split(" "));
const HIDDEN_BUT_KEPT: ReadonlySet<string> = new Set("_bkt _cd _raw _time".split(" "));

export interface NotableParts {
  readonly row: Row;
  /** 0-based place of the row. */
  readonly number: number;
  /** Without the prefix `param.`. */
  readonly params: ReadonlyMap<string, string>;
  readonly search: SearchContext;
}

/** The event as Incident Review shows it: its fields, `_raw` and `_time` among them. */
export function buildNotableEvent({ row, number, params, search }: NotableParts): Row {
  const info = infoOf(search);
  const withInfo: Row = Object.assign(emptyRow(), row, info);
  const time = textOf(row["_time"]) || String(Math.floor(search.now));
  const pairs = pairsOf(withInfo, search.searchName);
  const raw = [time, ...pairs.map(([name, value]) => `${name}="${escaped(value)}"`)].join(", ");
  const source = search.searchName === "" ? MANUAL : search.searchName;
  const id = notableId(INDEXER_GUID, "notable", Number(time), raw);
  const event = Object.assign(emptyRow(), {
    _time: time,
    event_id: id,
    rule_id: id,
    rule_name: source,
    index: params.get("index") || "notable",
    sourcetype: "stash",
    source,
    host: search.serverHost,
    orig_action_name: "notable",
    orig_sid: search.sid,
    orig_rid: textOf(row["rid"]) || String(number),
    ...UNTRIAGED,
  });
  for (const [name, value] of pairs) {
    if (Object.hasOwn(info, name)) event[name] = value;
    else putValue(event, name, value);
  }
  // Guess: ES joins the parameters to the event by a lookup that is not public. Here they are fields of the event.
  for (const [name, value] of params) putParam(event, name, value);
  event["_raw"] = raw;
  return event;
}

/** Of a notable that nobody has looked at yet. */
const UNTRIAGED: Readonly<Record<string, string>> = {
  status: "1",
  status_label: "New",
  owner: "unassigned",
  security_domain: "threat",
  severity: "unknown",
  urgency: "unknown",
};

function infoOf({ earliest = 0, latest, now }: SearchContext): Readonly<Record<string, string>> {
  return {
    info_min_time: earliest.toFixed(3),
    info_max_time: latest === undefined ? "+Infinity" : latest.toFixed(3),
    info_search_time: now.toFixed(3),
  };
}

/** A field that the event already has becomes multivalue. */
function putValue(event: MutableRow, name: string, value: string): void {
  const before = event[name];
  event[name] = before === undefined ? value : [...new Set([...[before].flat(), value])];
}

/** Tokens of a title or description are filled with fields of the event. */
function putParam(event: MutableRow, name: string, value: string): void {
  if (value === "" || name.startsWith("_") || name === "index" || name === "verbose") return;
  const filled = value.replace(/\$([\w.:]+)\$/g, (whole, field: string) =>
    Object.hasOwn(event, field) ? [event[field] ?? ""].flat().join(" ") : whole,
  );
  if (name === "default_owner") event["owner"] = filled;
  else if (name === "default_status") event["status"] = filled;
  else event[name] = filled;
  if (name === "severity") event["urgency"] = filled;
}

/** Sorted by the field's own name, one pair for each value. */
function pairsOf(row: Row, searchName: string): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] =
    searchName === "" ? [] : [["search_name", searchName]];
  for (const field of Object.keys(row).sort()) {
    if (isLeftOut(field) || isShadowed(field, row)) continue;
    const name = isMapped(field) ? `orig_${field.replace(/^_+/, "")}` : field;
    for (const value of [row[field] ?? ""].flat()) if (value !== "") pairs.push([name, value]);
  }
  return pairs;
}

function isMapped(field: string): boolean {
  return MAPPED.has(field) || field.startsWith("tag::");
}

function isLeftOut(field: string): boolean {
  const isHidden = field.startsWith("_") && !HIDDEN_BUT_KEPT.has(field);
  return isHidden || field.startsWith("date_") || DROPPED.has(field);
}

/** Where a row has both `host` and `orig_host`, `host` becomes `orig_host` and the other is left out. */
function isShadowed(field: string, row: Row): boolean {
  if (!field.startsWith("orig_")) return false;
  const plain = field.slice("orig_".length);
  return MAPPED.has(plain) && Object.hasOwn(row, plain);
}

function escaped(value: string): string {
  return value.replace(/[\\"]/g, String.raw`\$&`);
}

function textOf(value: string | readonly string[] | undefined): string {
  return [value ?? ""].flat()[0] ?? "";
}
