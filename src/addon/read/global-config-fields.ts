/**
 * The fields of an action's form, of an account tab, or of a settings tab as globalConfig.json declares them. Ground:
 * UCC's reference of globalConfig.json: entity with field, required, defaultValue, options, validators.
 */
import type { FormField } from "./form-field.ts";

/** Of the alert action of this name. */
export function globalConfigFields(config: unknown, action: string): Map<string, FormField> {
  const alert = listIn(config, "alerts").find(
    (candidate) => memberOf(candidate, "name") === action,
  );
  return entityFields(listIn(alert, "entity"));
}

/** Of the tab of this name in the configuration page. */
export function tabFields(config: unknown, tab: string): Map<string, FormField> {
  const configuration = memberOf(memberOf(config, "pages"), "configuration");
  const page = listIn(configuration, "tabs").find(
    (candidate) => memberOf(candidate, "name") === tab,
  );
  return entityFields(listIn(page, "entity"));
}

function entityFields(entities: readonly unknown[]): Map<string, FormField> {
  const fields = new Map<string, FormField>();
  for (const entity of entities) {
    const name = memberOf(entity, "field");
    if (typeof name === "string") fields.set(name, fieldOf(entity));
  }
  return fields;
}

function fieldOf(entity: unknown): FormField {
  const options = memberOf(entity, "options");
  const items = listIn(options, "items").map((item) => memberOf(item, "value"));
  const fallback = textOf(memberOf(entity, "defaultValue"));
  const values = [fallback, ...items.map(textOf)].filter((value) => value !== undefined);
  return {
    isRequired: memberOf(entity, "required") === true,
    values,
    initial: fallback,
    pattern: listIn(entity, "validators").map(patternOf).find(Boolean),
    choicesFrom: [
      memberOf(entity, "search"),
      memberOf(options, "endpointUrl"),
      memberOf(options, "referenceName"),
    ]
      .filter((from) => typeof from === "string")
      .at(0),
  };
}

/** Of a validator, as a regular expression. Others are told by no pattern. */
function patternOf(validator: unknown): string | undefined {
  const pattern = memberOf(validator, "pattern");
  if (memberOf(validator, "type") === "regex" && typeof pattern === "string") return pattern;
  if (memberOf(validator, "type") === "string") {
    const longest = memberOf(validator, "maxLength");
    return `^.{${String(memberOf(validator, "minLength") ?? 0)},${String(longest ?? "")}}$`;
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  if (!["string", "number", "boolean"].includes(typeof value) || value === "") return undefined;
  return String(value);
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const member: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return member;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}
