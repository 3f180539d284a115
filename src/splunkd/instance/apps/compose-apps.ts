/** The apps that are on, as one value: the add-on it was started with, those beside it, those installed since. */
import type { Addon } from "../../../addon/addon.ts";
import { loadAddonFromTree } from "../../../addon/load-addon.ts";
import { emptyAddon } from "../../search/world/empty-addon.ts";

/** `isOn`: neither disabled nor removed. */
export function composeApps(
  first: Addon | undefined,
  installed: ReadonlyMap<string, Addon>,
  isOn: (app: string) => boolean,
): Addon | undefined {
  const all = new Map<string, Addon>();
  for (const addon of [...(first?.also ?? []), ...installed.values()]) all.set(addon.appId, addon);
  // Installed over it, it is still the one that all is about.
  const main = first && (installed.get(first.appId) ?? first);
  if (first !== undefined) all.delete(first.appId);
  const others = [...all.values()].filter(({ appId }) => isOn(appId));
  const base = main !== undefined && isOn(main.appId) ? main : emptyAddon();
  if (base === first && sameList(others, first.also)) return first;
  if (base !== main && others.length === 0) return undefined;
  return loadAddonFromTree(base.tree, others, base.appId);
}

function sameList(one: readonly Addon[], other: readonly Addon[]): boolean {
  return one.length === other.length && one.every((addon, at) => addon === other[at]);
}
