/** Reads tags.conf: which value of which field has which tag. Ground: tags.conf.spec. */
import type { Where } from "../../errors.ts";
import type { Addon } from "../addon.ts";

export interface Tag {
  /** The part of the stanza name before `=`. Empty in a stanza without `=`, which tags nothing. */
  readonly field: string;
  /** Decoded: the stanza name has it URL-encoded. */
  readonly value: string;
  readonly tag: string;
  /** False for `<tag> = disabled`, and for anything else that is not `enabled`. */
  readonly isEnabled: boolean;
  readonly where: Where;
  /** The app whose file sets it. */
  readonly app: string;
}

export function readTags(addon: Addon): Tag[] {
  return [...addon.conf("tags").stanzas.values()].flatMap((stanza) => {
    const cut = stanza.name.indexOf("=");
    const field = cut < 0 ? "" : stanza.name.slice(0, cut).trim();
    const value = decoded(stanza.name.slice(cut + 1).trim());
    return [...stanza.own.values()].map((setting) => ({
      field,
      value,
      tag: setting.key,
      isEnabled: setting.value.trim().toLowerCase() === "enabled",
      where: setting.where,
      app: setting.layer.app,
    }));
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
