/**
 * `_eventtype_color` of an event. Ground: eventtypes.conf.spec, color and priority (1 is the highest, and the default);
 * payloads that users published: empty without an eventtype, `none` for one without a color.
 */
import type { Addon } from "../../../addon/addon.ts";

export function eventtypeColor(addon: Addon): (eventtypes: readonly string[]) => string {
  const { stanzas } = addon.conf("eventtypes");
  const colors = new Map(
    [...stanzas.values()].map(({ name, settings }) => [
      name,
      {
        color: settings.get("color")?.value.trim() || "none",
        priority: Number(settings.get("priority")?.value) || 1,
      },
    ]),
  );
  return (eventtypes) => {
    let best: { readonly color: string; readonly priority: number } | undefined;
    for (const name of eventtypes) {
      const color = colors.get(name) ?? { color: "none", priority: 1 };
      if (best === undefined || isBetter(color, best)) best = color;
    }
    return best?.color ?? "";
  };
}

interface Colored {
  readonly color: string;
  readonly priority: number;
}

/** One without a color leaves it to others. */
function isBetter(one: Colored, other: Colored): boolean {
  if ((one.color === "none") !== (other.color === "none")) return other.color === "none";
  return one.priority < other.priority;
}
