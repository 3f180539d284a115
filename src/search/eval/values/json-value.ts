/** JSON inside the eval language: it lives in fields as text. Ground: Search Reference, «JSON functions». */
import { checkJson, checkLength } from "../../text/limits.ts";
import { parseKeepingNumbers, withWrittenNumbers, WrittenNumber } from "./json-number.ts";
import { formatNumber, parseNumber, Rounded, toText, type Inner } from "./eval-value.ts";

export type Json =
  | null
  | WrittenNumber
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Undefined for text that is not JSON. */
export function parseJson(text: string): Json | undefined {
  const first = text.trimStart()[0];
  // Nothing else begins a JSON text; most fields are told apart here.
  if (first === undefined || !/[[{"\d\-tfn]/.test(first)) return undefined;
  if ("[{".includes(first)) checkJson(text.length);
  try {
    const json: Json = parseKeepingNumbers(text);
    return json;
  } catch {
    return undefined;
  }
}

export function writeJson(value: Json): string {
  const text = JSON.stringify(value);
  checkLength(text.length);
  return withWrittenNumbers(text);
}

/** An element as a field holds it: text without quotes, the rest as JSON. */
export function asField(value: Json | undefined): string | number | boolean | null {
  if (value === undefined || value === null || typeof value !== "object") return value ?? null;
  if (value instanceof WrittenNumber) return value.text;
  return writeJson(value);
}

export function elementsOf(values: readonly Json[], keepsQuotes: boolean = false): string[] {
  return values.map((value) =>
    typeof value === "string" && !keepsQuotes ? value : writeJson(value),
  );
}

/** What a function puts into JSON: numbers and JSON as such, the rest as text. */
export function toJson(value: Inner, isText: boolean): Json {
  if (value === null || typeof value === "boolean" || typeof value === "number") {
    return typeof value === "number" && !Number.isFinite(value) ? formatNumber(value) : value;
  }
  if (value instanceof Rounded) return Number(value.toString());
  if (typeof value !== "string") return value.map((text) => text);
  return isText ? value : inferJson(value);
}

/** Text of a field: a number or an array or object in it counts as such. */
export function inferJson(text: string): Json {
  const number = parseNumber(text);
  if (number !== undefined) return number;
  const json = /^\s*[[{]|^(?:true|false|null)$/.test(text) ? parseJson(text) : undefined;
  return json === undefined ? text : json;
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  const isOther = value === null || value instanceof WrittenNumber || Array.isArray(value);
  return typeof value === "object" && !isOther;
}

export function jsonArgument(value: Inner | undefined): Json | undefined {
  const text = toText(value ?? null);
  return text === undefined ? undefined : parseJson(text);
}
