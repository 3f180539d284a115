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
  // A package of the same app, installed over it, takes the place of the first.
  const main = first && (installed.get(first.appId) ?? first);
  const others = besides(first, installed).filter(({ appId }) => isOn(appId));
  const isMainOn = main !== undefined && isOn(main.appId);
  if (isMainOn && main === first && others.length === 0 && first.also.length === 0) return first;
  if (!isMainOn && others.length === 0) return undefined;
  const base = isMainOn ? main : emptyAddon();
  return composed(base, others);
}

/** Each object has a namespace of its own here, in which it is seen whether it is exported or not. */
function composed(base: Addon, others: readonly Addon[]): Addon {
  return loadAddonFromTree(base.tree, others, base.appId, { sharesAll: true });
}

/** An add-on as it is given, before any app came or went. */
export function composeFirst(first: Addon | undefined): Addon | undefined {
  return first === undefined || first.also.length === 0 ? first : composed(first, first.also);
}

/** All apps but the first, each once: what was installed counts over what lay beside. */
function besides(first: Addon | undefined, installed: ReadonlyMap<string, Addon>): Addon[] {
  const all = new Map<string, Addon>();
  for (const addon of [...(first?.also ?? []), ...installed.values()]) all.set(addon.appId, addon);
  if (first !== undefined) all.delete(first.appId);
  return [...all.values()];
}
