/** eventtypes.conf with the tags that tags.conf gives them. Ground: eventtypes.conf.spec and tags.conf.spec. */
import type { Addon, Eventtype } from "./addon.ts";

export function readEventtypes(addon: Addon): Eventtype[] {
  const tags = readTags(addon);
  const found: Eventtype[] = [];
  for (const stanza of addon.conf("eventtypes").stanzas.values()) {
    const search = stanza.settings.get("search");
    const owner = stanza.headers[0];
    if (owner === undefined || search === undefined) continue;
    found.push({
      name: stanza.name,
      search: search.value,
      where: owner.where,
      app: owner.layer.app,
      disabled: isTrue(stanza.settings.get("disabled")?.value),
      tags: tags.get(stanza.name) ?? [],
    });
  }
  return found;
}

/** `[eventtype=<name>]` stanzas; the name is URL-encoded where it holds odd characters. */
function readTags(addon: Addon): Map<string, Eventtype["tags"][number][]> {
  const tags = new Map<string, Eventtype["tags"][number][]>();
  for (const stanza of addon.conf("tags").stanzas.values()) {
    const name = /^eventtype\s*=\s*(.*)$/.exec(stanza.name)?.[1];
    if (name === undefined) continue;
    const enabled = [...stanza.own.values()]
      .filter((setting) => setting.value.trim().toLowerCase() === "enabled")
      .map((setting) => ({ name: setting.key, where: setting.where }));
    tags.set(decoded(name.trim()), enabled);
  }
  return tags;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Splunk's reading of a boolean in a .conf. */
export function isTrue(value: string | undefined): boolean {
  return /^(1|t|true|y|yes|on|enabled)$/i.test(value?.trim() ?? "");
}
