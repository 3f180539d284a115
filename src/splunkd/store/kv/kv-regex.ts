/**
 * `$regex` of KV store queries: a pattern as the database beneath reads it, PCRE, by the project's own matcher, which ends.
 * Ground: MongoDB's manual, $regex and its $options.
 */
import { messageOf } from "../../../host/caught.ts";
import { HarnessError } from "../../../errors.ts";
import { compilePcre, type Pcre } from "../../../search/regex/regex.ts";
import { KvQueryError } from "./kv-query-error.ts";

/** All the documents of one query together. */
const MOST_MS = 5000;
/** For a single text. Guess: of the order of the match limit of the database beneath. */
const MOST_STEPS = 2_000_000;

export interface KvPattern {
  readonly pattern: string;
  readonly flags: string;
}

export function readKvPattern(pattern: unknown, flags: unknown): KvPattern {
  if (typeof pattern !== "string") throw new KvQueryError("$regex has to be a string");
  if (flags !== undefined && typeof flags !== "string")
    throw new KvQueryError("$options has to be a string");
  if (flags !== undefined && /[^imsx]/.test(flags))
    throw new KvQueryError(`invalid flag in regex options: ${flags}`);
  return { pattern, flags: flags ?? "" };
}

/** Whether a value matches; of a list, whether one of its items does. */
export function matchKvPattern({ pattern, flags }: KvPattern): (value: unknown) => boolean {
  const regex = compiled(pattern, flags);
  let spent = 0;
  return (value) => {
    const texts = (Array.isArray(value) ? value.flat() : [value]).filter(
      (item): item is string => typeof item === "string",
    );
    if (texts.length === 0) return false;
    const begun = performance.now();
    const isMatch = texts.some((text) => tested(regex, text));
    spent += performance.now() - begun;
    if (spent > MOST_MS) throw new KvQueryError("operation exceeded time limit");
    return isMatch;
  };
}

function compiled(pattern: string, flags: string): Pcre {
  try {
    return compilePcre(pattern, { flags, stepLimit: MOST_STEPS });
  } catch (error) {
    throw new KvQueryError(messageOf(error).split("\n", 1)[0] ?? "");
  }
}

function tested(regex: Pcre, text: string): boolean {
  try {
    return regex.test(text);
  } catch (error) {
    if (error instanceof HarnessError) throw new KvQueryError(error.message);
    throw error;
  }
}
