/** Tells why no eventtype has a tag: where tags.conf and eventtypes.conf do not agree. */
import type { Addon } from "../addon/addon.ts";
import type { Tag } from "../addon/read/read-tags.ts";
import type { Where } from "../errors.ts";
import { nearest, isSlipOf } from "../text/nearest.ts";

export function explainTagging(addon: Addon, tags: readonly Tag[], tag: string): string[] {
  const named = tags
    .filter((given) => given.tag === tag)
    .flatMap((given) => explainTag(addon, given));
  if (named.length > 0) return named;
  const alike = tags.filter((given) => given.tag !== tag && isAlike(given.tag, tag));
  if (alike.length > 0) {
    return alike.map(
      ({ where, tag: spelt }) => `${at(where)} spells the tag \`${spelt}\`, not \`${tag}\``,
    );
  }
  const eventtypes = addon.eventtypes.map(({ name, where }) => `[${name}] (${at(where)})`);
  return eventtypes.length === 0
    ? ["the add-on has no eventtypes.conf with an eventtype"]
    : [`tags.conf gives the tag to none of ${eventtypes.slice(0, 5).join(", ")}`];
}

function explainTag(addon: Addon, { field, value, isEnabled, where, tag }: Tag): string[] {
  if (field === "") {
    return [`${at(where)} tags [${value}]: the stanza must be [eventtype=${value}]`];
  }
  if (field !== "eventtype") return [];
  if (!isEnabled) {
    return [`${at(where)} does not enable it on [eventtype=${value}]: write ${tag} = enabled`];
  }
  const eventtype = addon.eventtypes.find(({ name }) => name === value);
  if (eventtype?.disabled === true) return [`[${value}] (${at(eventtype.where)}) is disabled`];
  if (eventtype !== undefined) return [];
  const stanza = addon.conf("eventtypes").stanzas.get(value);
  if (stanza !== undefined) {
    return [
      `[${value}] (${at(stanza.headers[0]?.where)}) has no \`search\`, so it is no eventtype`,
    ];
  }
  const meant = nearest(
    value,
    addon.eventtypes.map(({ name }) => name),
  );
  const closest = addon.eventtypes.find(({ name }) => name === meant);
  const aside =
    closest === undefined ? "" : `; did it mean [${closest.name}] (${at(closest.where)})?`;
  return [
    `${at(where)} tags [eventtype=${value}], but no eventtypes.conf has a stanza [${value}]${aside}`,
  ];
}

function isAlike(a: string, b: string): boolean {
  return isSlipOf(b, a.replaceAll("-", "_"));
}

function at(where: Where | undefined): string {
  if (where === undefined) return "its stanza";
  return where.line === undefined ? where.file : `${where.file}:${where.line}`;
}
