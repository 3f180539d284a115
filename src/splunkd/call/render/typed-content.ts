/**
 * Settings as the JSON of splunkd tells them: booleans and numbers where their endpoint has such, else text.
 * Ground: the types that the Terraform provider for Splunk reads them into, which fail on any other.
 */
import { asBoolean, asText, type Content, content } from "../../model/entity.ts";

export interface Types {
  readonly flags: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

export function typesOf(flags: string, numbers: string): Types {
  return { flags: new Set(flags.split(" ")), numbers: new Set(numbers.split(" ")) };
}

export function typedContent(own: Content, { flags, numbers }: Types): Content {
  return content(
    Object.entries(own).map(([key, value]) => {
      if (flags.has(key)) return [key, asBoolean(value)] as const;
      const text = numbers.has(key) ? asText(value).trim() : "";
      return [key, /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : value] as const;
    }),
  );
}
