/**
 * Reads waivers from the configuration of the add-on: findings that someone accepts, with a reason and perhaps a last
 * day.
 */
import type { ConfigFile } from "../../addon/config/read-config.ts";
import { HarnessError } from "../../errors.ts";
import { findRule, nearestRule } from "../find-rule.ts";

export type Waiver = NonNullable<ConfigFile<"waivers">["value"]>[number];

/** The waivers of the file, each with the id of its rule. @throws HarnessError CONFIG_BAD */
export function readWaivers(config: ConfigFile<"waivers"> | undefined): Waiver[] {
  return (config?.value ?? []).map((waiver, at) => {
    const where = config?.where(`waivers[${at}].id`);
    const refuse = (message: string, hint: string): HarnessError =>
      new HarnessError("CONFIG_BAD", message, { hint, where });
    return { ...waiver, id: knownId(waiver.id, refuse) };
  });
}

/** By id or name. A misspelled waiver would have no effect, and nobody would see why. */
function knownId(given: string, refuse: (message: string, hint: string) => HarnessError): string {
  const wanted = given.trim();
  if (wanted === "*") return wanted;
  const rule = findRule(wanted);
  if (rule !== undefined) return rule.id;
  const closest = nearestRule(wanted);
  const hint =
    closest === undefined
      ? "Name a rule by its id or its name, as AR001."
      : `Did you mean ${closest.id} (${closest.name})?`;
  throw refuse(`there is no rule ${given}`, hint);
}
