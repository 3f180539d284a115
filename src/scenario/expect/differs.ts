/** The words for a value that is not the one expected. */
import { valuesWithin } from "../report/values-beside.ts";
import type { Mismatch } from "./mismatch.ts";

/** Longer values stand on lines of their own. */
const SHORT = 100;
/** A long text is shown by its end: that is where scripts say what went wrong. */
const SHOWN = 400;

export function differs(
  what: string,
  expected: string,
  actual: string,
): Pick<Mismatch, "message" | "expected" | "actual"> {
  const values = valuesWithin(expected, actual);
  const isShort = values.length <= SHORT && !values.includes("\n");
  return { message: isShort ? `${what}: ${values}` : what, expected, actual };
}

/** Several values are told as a list. */
export function valuesText(values: readonly (string | number)[]): string {
  return values.length === 1 ? String(values[0]) : `[${values.join(", ")}]`;
}

export function shown(text: string): string {
  const trimmed = text.replace(/\n+$/, "");
  return trimmed.length > SHOWN ? `… ${trimmed.slice(-SHOWN)}` : trimmed;
}
