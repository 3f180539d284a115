/** A value that is made of the apps that are switched on: kept until these change. */
import type { Addon } from "../../../addon/addon.ts";

export class OfAddon<T> {
  #made: { readonly addon: Addon | undefined; readonly value: T } | undefined;

  get(addon: Addon | undefined, make: (addon: Addon | undefined) => T): T {
    if (this.#made === undefined || this.#made.addon !== addon)
      this.#made = { addon, value: make(addon) };
    return this.#made.value;
  }
}
