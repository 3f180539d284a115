/** eventtypes.conf with the tags that tags.conf gives them. Ground: eventtypes.conf.spec and tags.conf.spec. */
import type { Addon, Eventtype } from "../addon.ts";
import { readTags } from "./read-tags.ts";

export function readEventtypes(addon: Addon): Eventtype[] {
  const tags = readEventtypeTags(addon);
  const eventtypes: Eventtype[] = [];
  for (const stanza of addon.conf("eventtypes").stanzas.values()) {
    const search = stanza.settings.get("search");
    const owner = stanza.headers[0];
    if (owner === undefined || search === undefined) continue;
    eventtypes.push({
      name: stanza.name,
      search: search.value,
      where: owner.where,
      app: owner.layer.app,
      disabled: isTrue(stanza.settings.get("disabled")?.value),
      tags: tags.get(stanza.name) ?? [],
    });
  }
  return eventtypes;
}

function readEventtypeTags(addon: Addon): Map<string, Eventtype["tags"][number][]> {
  const tags = new Map<string, Eventtype["tags"][number][]>();
  for (const { field, value, tag, isEnabled, where, app } of readTags(addon)) {
    if (field !== "eventtype" || !isEnabled) continue;
    const of = tags.get(value) ?? [];
    tags.set(value, of);
    of.push({ name: tag, where, app });
  }
  return tags;
}

/** Splunk's reading of a boolean in a .conf. */
export function isTrue(value: string | undefined): boolean {
  return /^(1|t|true|y|yes|on|enabled)$/i.test(value?.trim() ?? "");
}
