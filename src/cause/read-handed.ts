/** Reads back what the script was handed, as far as explanations need it. */
import type { Row } from "../invocation/invocation.ts";

export interface Handed {
  /** `param.*` with tokens expanded. */
  readonly params: Readonly<Record<string, string>>;
  readonly row: Row | null;
}

/** undefined for a payload that is no JSON. */
export function readHanded(payload: string): Handed | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return undefined;
  }
  const { configuration, result } = fieldsOf(parsed);
  const params = Object.entries(fieldsOf(configuration)).map(([name, value]) => [
    name,
    String(value),
  ]);
  return { params: Object.fromEntries(params), row: rowOf(result) };
}

function rowOf(result: unknown): Row | null {
  const entries = Object.entries(fieldsOf(result));
  if (entries.length === 0) return null;
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
