/** Finds the cause of a failed run: the first explanation that fits what is known. */
import type { Problem } from "../errors.ts";
import type { Cause, FailureFacts, Raised } from "./cause.ts";
import { EXPLANATIONS } from "./explanations.ts";

const MOST_LETTERS = 300;

/** `remark` is what is known already of a script that does not start: its Python, or a module that is not there. */
export function findCause(facts: FailureFacts, remark?: Problem | undefined): Cause {
  const { place } = facts;
  const failure: Cause = {
    id: null,
    headline: headlineOf(facts),
    where: place === undefined ? null : { file: place.file, line: place.line },
    source: place === undefined || place.source === "" ? null : place.source,
    because: null,
    see: null,
    hint: null,
  };
  for (const [id, explain] of Object.entries(EXPLANATIONS)) {
    const explained = explain(facts);
    if (explained === undefined) continue;
    const { because, hint, see = null } = explained;
    return { ...failure, id, because, see, hint };
  }
  if (remark === undefined) return failure;
  const { message, hint = null, where = null } = remark;
  return {
    ...failure,
    id: IDS[remark.code] ?? null,
    because: `${upper(message)}.`,
    hint,
    see: where,
  };
}

const IDS: Partial<Record<Problem["code"], string>> = {
  SANDBOX_BAD_PYTHON: "other-python",
  SANDBOX_NO_PYTHON: "no-shipped-module",
  ADDON_MODULE_MISSING: "no-module",
  ADDON_FIXED_HOME: "fixed-home",
};

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function headlineOf({ raised, exitCode, killedAfterMs }: FailureFacts): string {
  if (killedAfterMs !== null) return `killed at maxtime after ${killedAfterMs} ms`;
  const words = wordsOf(raised);
  if (words !== "") return words;
  return exitCode === null ? "the script was killed" : `exit code ${exitCode}, and no output`;
}

/** A `KeyError` has the key alone for its message, so the type says what it is. */
function wordsOf({ type, message }: Raised): string {
  const [line = ""] = message.split("\n");
  const short = line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
  if (type === "") return short;
  const name = type.replace(/^.*\./, "");
  return short === "" ? name : `${name}: ${short}`;
}
