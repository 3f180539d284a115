/**
 * Settings as the JSON of splunkd tells them: booleans and numbers where their endpoint has such, else text.
 * Ground: the types that the Terraform provider for Splunk reads them into, which fail on any other.
 */
import { asBoolean, asText, type Content, content, type Value } from "../../model/entity.ts";

export interface Types {
  readonly flags: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

export function typesOf(flags: string, numbers: string): Types {
  return { flags: new Set(flags.split(" ")), numbers: new Set(numbers.split(" ")) };
}

export function typedContent(untyped: Content, { flags, numbers }: Types): Content {
  const typed = content();
  for (const key in untyped) {
    const value = untyped[key] ?? null;
    if (flags.has(key)) typed[key] = asBoolean(value);
    else typed[key] = numbers.has(key) ? asNumber(value) : value;
  }
  return typed;
}

function asNumber(value: Value): Value {
  const text = asText(value).trim();
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : value;
}
