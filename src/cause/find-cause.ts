/** Finds the cause of a failed run: the first explanation that fits what is known. */
import type { Cause, FailureFacts, Raised } from "./cause.ts";
import { EXPLANATIONS } from "./explanations.ts";

const MOST_LETTERS = 300;

export function findCause(facts: FailureFacts): Cause {
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
  return failure;
}

function headlineOf({ raised, exitCode }: FailureFacts): string {
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
