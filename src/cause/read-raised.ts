/** Reads the exceptions that sitecustomize.py recorded. A script may write to that file too, so it is read with care. */
import { readRegularText } from "../host/files/read-regular.ts";
import type { Frame, Raised } from "./cause.ts";

const MOST_BYTES = 2 ** 20;

/** The oldest first. Empty where nothing was recorded: before Python 3.12, for example. */
export function readRaised(file: string): Raised[] {
  const numbered = textOf(file)
    .split("\n")
    .flatMap((line) => {
      const record = recordOf(line.replace(/^\0+/, "").trim());
      return record === undefined ? [] : [record];
    });
  return numbered.sort((one, other) => one.number - other.number).map(({ raised }) => raised);
}

function textOf(file: string): string {
  try {
    return readRegularText(file, { most: MOST_BYTES });
  } catch {
    return "";
  }
}

function recordOf(line: string): { readonly number: number; readonly raised: Raised } | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const { number, type, message, frames, at }: Readonly<Record<string, unknown>> =
      JSON.parse(line);
    if (typeof number !== "number" || typeof type !== "string" || typeof message !== "string")
      return undefined;
    const list: readonly unknown[] = Array.isArray(frames) ? frames : [];
    const raised = { type, message, frames: list.flatMap(frameOf) };
    return { number, raised: typeof at === "number" ? { ...raised, at } : raised };
  } catch {
    return undefined;
  }
}

function frameOf(value: unknown): Frame[] {
  if (typeof value !== "object" || value === null) return [];
  const { file, line, name }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof file !== "string" || typeof line !== "number" || typeof name !== "string") return [];
  return [{ file, line, name }];
}
