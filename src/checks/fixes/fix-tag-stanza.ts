/** Corrects the name of a stanza in tags.conf: to the eventtype of that name, or to the only one with a similar name. */
import type { Tag } from "../../addon/read/read-tags.ts";
import { changeLine } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";
import { isSlipOf } from "../../text/nearest.ts";

export function fixTagStanza(facts: Facts, tag: Tag): FileEdit[] {
  const { addon } = facts;
  const meant = meantEventtype(facts, tag);
  if (meant === undefined) return [];
  const tags = addon.conf("tags").stanzas;
  // That stanza exists already and may have the tag.
  if (tags.has(`eventtype=${meant}`)) return [];
  const stanza = [...tags.values()].find(
    (candidate) => candidate.own.get(tag.tag)?.where === tag.where,
  );
  const header = stanza?.headers.find((candidate) => candidate.where.file === tag.where.file);
  if (header === undefined) return [];
  return changeLine(facts, header.where, (line) =>
    line.replace(/\[.*\]/, () => `[eventtype=${encodeURIComponent(meant)}]`),
  );
}

function meantEventtype({ addon }: Facts, { value }: Tag): string | undefined {
  const names = addon.eventtypes
    .filter((eventtype) => eventtype.app === addon.appId)
    .map((eventtype) => eventtype.name);
  const name = value.replace(/^event_?types?\s*[:\s]\s*/i, "");
  if (names.includes(name)) return name;
  const near = names.filter((known) => isSlipOf(known, name));
  return near.length === 1 ? near[0] : undefined;
}
