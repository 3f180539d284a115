/**
 * Roles and capabilities that an add-on brings. Ground: authorize.conf.spec: `[role_<name>]` with `importRoles` and a
 * setting for each capability, enabled or disabled; `[capability::<name>]` makes a new one.
 */
import type { Addon } from "../../../addon/addon.ts";

export interface AddonRole {
  readonly capabilities: readonly string[];
  readonly withdrawn: readonly string[];
  readonly imports: readonly string[];
  /** undefined where it sets none. */
  readonly defaultIndexes: readonly string[] | undefined;
}

export function addonRoles(addon: Addon | undefined): ReadonlyMap<string, AddonRole> {
  const roles = new Map<string, AddonRole>();
  for (const stanza of addon?.conf("authorize").stanzas.values() ?? []) {
    if (!stanza.name.startsWith("role_")) continue;
    const entries = [...stanza.own.values()].map(({ key, value }) => [key, value.trim()] as const);
    const keysOf = (word: string): string[] =>
      entries.filter(([, value]) => value.toLowerCase() === word).map(([key]) => key);
    const listed = (name: string): string[] | undefined =>
      entries
        .find(([key]) => key === name)?.[1]
        .split(";")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    roles.set(stanza.name.slice(5).toLowerCase(), {
      capabilities: keysOf("enabled"),
      withdrawn: keysOf("disabled"),
      imports: listed("importRoles") ?? [],
      defaultIndexes: listed("srchIndexesDefault"),
    });
  }
  return roles;
}

export function addonCapabilities(addon: Addon | undefined): string[] {
  return [...(addon?.conf("authorize").stanzas.keys() ?? [])]
    .filter((name) => name.startsWith("capability::"))
    .map((name) => name.slice("capability::".length));
}
