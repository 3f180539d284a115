/** macros.conf as macros. Ground: macros.conf.spec: `[name(2)]` takes two arguments, named by `args`. */
import type { Addon, Macro } from "../addon.ts";
import { isTrue } from "./read-eventtypes.ts";

export function readMacros(addon: Addon): Macro[] {
  const macros: Macro[] = [];
  for (const stanza of addon.conf("macros").stanzas.values()) {
    const where = stanza.headers[0]?.where;
    const definition = stanza.settings.get("definition")?.value;
    if (where === undefined || definition === undefined) continue;
    const text = (key: string): string => stanza.settings.get(key)?.value ?? "";
    const args = text("args")
      .split(",")
      .map((name) => name.trim());
    macros.push({
      name: stanza.name.replace(/\(\d+\)$/, ""),
      args: args.filter((name) => name !== ""),
      definition,
      iseval: isTrue(stanza.settings.get("iseval")?.value),
      validation: text("validation") === "" ? undefined : text("validation"),
      errormsg: text("validation") === "" ? undefined : text("errormsg"),
      where,
    });
  }
  return macros;
}
