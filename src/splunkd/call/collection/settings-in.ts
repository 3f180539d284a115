/** The arguments that are settings of an object, as text. */
import type { Arguments } from "../../model/arguments.ts";
import { asText, content, type Draft } from "../../model/entity.ts";

/** Taken by the namespace, not by the object. */
const ADDRESS_ARGUMENTS: ReadonlySet<string> = new Set(["name", "output_mode", "sharing"]);

/** `renames`: what the reference calls otherwise than the .conf. */
export function settingsIn(args: Arguments, renames: Readonly<Record<string, string>> = {}): Draft {
  const settings = content();
  for (const [name, values] of args.entries()) {
    if (ADDRESS_ARGUMENTS.has(name) || name.startsWith("eai:")) continue;
    settings[renames[name] ?? name] = asText(values.length === 1 ? values[0] : values);
  }
  return settings;
}
