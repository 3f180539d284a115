/** Whether the body of a request has what is wanted, and what it lacks. Pure. */
import { wildcard } from "../../text/wildcard.ts";
import type { RequestBody } from "../exchange.ts";

export interface BodyConditions {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
}

const SHOWN = 100;

/** What the body lacks, each in words. Empty where it has all. */
export function bodyFaults(body: RequestBody, wanted: BodyConditions): string[] {
  if (body.text === undefined)
    return isWithout(wanted) ? [] : ["the body is no text, or too large to look at"];
  return [
    ...(wanted.json === undefined ? [] : jsonFaults(body.text, wanted.json)),
    ...(wanted.form === undefined ? [] : formFaults(body.text, wanted.form)),
    ...(wanted.text === undefined || body.text.includes(wanted.text)
      ? []
      : [`the body does not contain ${shown(wanted.text)}`]),
  ];
}

function isWithout({ json, form, text }: BodyConditions): boolean {
  return json === undefined && form === undefined && text === undefined;
}

function jsonFaults(text: string, wanted: unknown): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [text === "" ? "there is no body" : "the body is not JSON"];
  }
  return subsetFaults(value, wanted, "json");
}

/** Objects may have more keys than are wanted. Lists must have as many items. */
function subsetFaults(value: unknown, wanted: unknown, at: string): string[] {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(value)) return [differs(at, value, wanted)];
    if (value.length !== wanted.length)
      return [`${at} has ${value.length} items, and the stub has ${wanted.length}`];
    return wanted.flatMap((item, place) => subsetFaults(value[place], item, `${at}[${place}]`));
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return [differs(at, value, wanted)];
    const given = new Map<string, unknown>(Object.entries(value));
    return Object.entries(wanted).flatMap(([key, inner]) =>
      given.has(key)
        ? subsetFaults(given.get(key), inner, `${at}.${key}`)
        : [`there is no ${at}.${key}`],
    );
  }
  return value === wanted ? [] : [differs(at, value, wanted)];
}

function differs(at: string, value: unknown, wanted: unknown): string {
  return `${at} is ${shown(value)}, and the stub has ${shown(wanted)}`;
}

function formFaults(text: string, wanted: Readonly<Record<string, string>>): string[] {
  const given = new URLSearchParams(text);
  return Object.entries(wanted).flatMap(([name, value]) => {
    const values = given.getAll(name);
    if (values.length === 0) return [`there is no form.${name}`];
    return values.some(wildcard(value)) ? [] : [differs(`form.${name}`, values[0], value)];
  });
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
