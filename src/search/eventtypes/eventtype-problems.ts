/** What is wrong with eventtypes that refer to others: too many levels, or a circle. */
import type { Problem, Where } from "../../errors.ts";
import type { Level } from "./eventtype-levels.ts";

/** Guess: as deep as macros may be nested, by limits.conf.spec; no page gives a limit for eventtypes. */
const MAX_DEPTH = 100;

/** Names of a chain or circle that a message shows. */
const SHOWN = 8;

export function isTooDeep(level: Level | undefined): boolean {
  return level !== undefined && level.depth > MAX_DEPTH;
}

export function depthProblem(
  name: string,
  where: Where | undefined,
  levels: ReadonlyMap<string, Level>,
): Problem {
  const chain: string[] = [];
  let next: string | undefined = name;
  while (next !== undefined && chain.length < SHOWN) {
    chain.push(next);
    next = levels.get(next)?.next;
  }
  const depth = levels.get(name)?.depth ?? 0;
  const message = `Eventtype [${name}] refers to other eventtypes ${depth} levels deep; ${MAX_DEPTH} levels are allowed: ${chain.join(" → ")}${next === undefined ? "" : " → …"}`;
  const hint = "Write out the search of one of these eventtypes instead of its name.";
  return { code: "SEARCH_RECURSION", message, hint, where };
}

export function circleProblem(
  name: string,
  where: Where | undefined,
  circle: ReadonlySet<string>,
): Problem {
  const shown: string[] = [];
  for (const member of circle) if (shown.push(member) === SHOWN) break;
  const rest = circle.size - shown.length;
  const message = `Eventtype [${name}] leans on itself: ${shown.join(", ")}${rest === 0 ? "" : `, and ${rest} more`}`;
  const hint = "Take the clause that leads back to it out of its search.";
  return { code: "SEARCH_RECURSION", message, hint, where };
}
