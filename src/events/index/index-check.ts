/**
 * The index of an event that names none, and whether an index is defined. Ground: indexes.conf.spec: events for an
 * index that is not defined are dropped, with a message to the administrator.
 */
import type { Addon } from "../../addon/addon.ts";
import { unknownIndex } from "../event-notes.ts";

/** Of Splunk itself, Enterprise Security and the Common Information Model add-on. */
export const shippedIndexes: ReadonlySet<string> = new Set(
  (
    "main history summary splunklogger _internal _audit _introspection _telemetry _metrics _configtracker _thefishbucket " +
    "notable notable_summary risk cim_modactions cim_summary endpoint_summary threat_activity audit_summary " +
    "gia_summary ioc ba_test sequenced_events whois ubaroute ueba"
  ).split(" "),
);

/** A note for each index that no conf at hand defines. */
export function createIndexCheck(addon: Addon): (index: string) => string | undefined {
  const notes = new Map<string, string>();
  const { stanzas } = addon.conf("indexes");
  return (index) => {
    if (shippedIndexes.has(index) || stanzas.has(index)) return undefined;
    const known = notes.get(index);
    if (known !== undefined) return known;
    const note = unknownIndex(index);
    if (notes.size < 1000) notes.set(index, note);
    return note;
  };
}
