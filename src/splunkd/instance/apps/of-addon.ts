/** A value that is made of the apps that are switched on: kept as long as these are. */
import type { Addon } from "../../../addon/addon.ts";

export class OfAddon<T> {
  readonly #made = new WeakMap<Addon, { readonly value: T }>();
  #ofNone: { readonly value: T } | undefined;

  get(addon: Addon | undefined, make: (addon: Addon | undefined) => T): T {
    if (addon === undefined) return (this.#ofNone ??= { value: make(addon) }).value;
    let made = this.#made.get(addon);
    if (made === undefined) {
      made = { value: make(addon) };
      this.#made.set(addon, made);
    }
    return made.value;
  }
}
