/**
 * The types a collection gives its fields, applied on the way in.
 * Ground: collections.conf.spec, `field.<name>` and `enforceTypes`: a value that does not fit is dropped, or with
 * enforceTypes refuses the whole document.
 */
import { isIP } from "node:net";

export type KvType = "array" | "number" | "bool" | "string" | "cidr" | "time";

const TYPES: readonly string[] = ["array", "number", "bool", "string", "cidr", "time"];

export interface KvSchema {
  readonly types: ReadonlyMap<string, KvType>;
  readonly enforce: boolean;
}

/** Of a collection's settings, by name. */
export function kvSchema(settings: Iterable<readonly [string, string]>): KvSchema {
  const types = new Map<string, KvType>();
  let enforce = false;
  for (const [name, value] of settings) {
    if (name === "enforceTypes") enforce = /^(?:1|true|t|yes|y|on)$/i.test(value.trim());
    const type = value.trim().toLowerCase();
    if (name.startsWith("field.") && TYPES.includes(type)) types.set(name.slice(6), type as KvType);
  }
  return { types, enforce };
}

/** The document as it is kept; undefined where a type is enforced and a value does not fit. */
export function fitted(
  document: Readonly<Record<string, unknown>>,
  schema: KvSchema,
): Record<string, unknown> | undefined {
  const { types, enforce } = schema;
  if (types.size === 0) return { ...document };
  const made: [string, unknown][] = [];
  for (const [name, value] of Object.entries(document)) {
    const type = types.get(name);
    const kept = type === undefined || value === null ? value : FITS[type](value);
    if (kept !== undefined) made.push([name, kept]);
    else if (enforce) return undefined;
  }
  return Object.fromEntries(made);
}

/** The first field of a document whose value is not of its type. */
export function misfitIn(
  document: object,
  { types }: KvSchema,
): [name: string, type: KvType] | undefined {
  for (const [name, value] of Object.entries(document)) {
    const type = types.get(name);
    if (type !== undefined && value !== null && FITS[type](value) === undefined)
      return [name, type];
  }
  return undefined;
}

/** The value as a field of the type holds it, `undefined` where it does not fit. */
const FITS: Readonly<Record<KvType, (value: unknown) => unknown>> = {
  number: (value) => (typeof value === "number" ? value : numberOf(value)),
  bool: (value) => (typeof value === "boolean" ? value : booleanOf(value)),
  // Ground: super_simple_siem keeps lists and objects in fields of type string, and reads them back. Guess: so a string
  // takes anything, while text is no number.
  string: (value) => (typeof value === "object" ? value : String(value)),
  array: (value) => (Array.isArray(value) ? value : undefined),
  cidr: (value) => (typeof value === "string" && isCidr(value) ? value : undefined),
  time: timeOf,
};

function numberOf(value: unknown): number | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== "string") return undefined;
  if (/^(?:1|true|t|yes|y)$/i.test(value)) return true;
  return /^(?:0|false|f|no|n)$/i.test(value) ? false : undefined;
}

function isCidr(text: string): boolean {
  const [address = "", bits, more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** Epoch seconds as they are; a date in ISO form is one too. Guess: other forms do not fit. */
function timeOf(value: unknown): unknown {
  if (typeof value === "number" || numberOf(value) !== undefined) return Number(value);
  return typeof value === "string" &&
    /^\d{4}-\d\d-\d\d/.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
