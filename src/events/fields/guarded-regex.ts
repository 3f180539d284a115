/**
 * A regular expression out of a .conf: one that does not compile, or does not end, is reported once and then left out.
 */
import { HarnessError, toProblem, type Problem, type Where } from "../../errors.ts";
import { compilePcre, type Pcre, type PcreMatch } from "../../search/regex/regex.ts";

export interface GuardedRegex {
  readonly names: readonly string[];
  exec(text: string): PcreMatch | undefined;
  all(text: string): PcreMatch[];
  replace(text: string, replacement: string, limit: number): string;
}

/** Matches of one pattern in one text that are looked at. */
const MOST_MATCHES = 10_000;

export function guardRegex(
  pattern: string,
  flags: string,
  where: Where,
  problems: Problem[],
): GuardedRegex | undefined {
  const report = (error: unknown): void => {
    if (!(error instanceof HarnessError)) throw error;
    const at = error.where === undefined ? { where } : {};
    problems.push({ ...toProblem(error), code: "ADDON_BAD_REGEX", ...at });
  };
  let regex: Pcre | undefined;
  try {
    regex = compilePcre(pattern, { flags, where });
  } catch (error) {
    report(error);
    return undefined;
  }
  const guarded = <T>(run: (regex: Pcre) => T, otherwise: T): T => {
    if (regex === undefined) return otherwise;
    try {
      return run(regex);
    } catch (error) {
      // Given up once, it would be given up for each event, and each time slowly.
      regex = undefined;
      report(error);
      return otherwise;
    }
  };
  return {
    names: regex.names,
    exec: (text) => guarded((regex) => regex.exec(text), undefined),
    all: (text) => guarded((regex) => some(regex.matchAll(text)), []),
    replace: (text, replacement, limit) =>
      guarded((regex) => regex.replace(text, replacement, limit), text),
  };
}

function some(matches: Iterable<PcreMatch>): PcreMatch[] {
  const first: PcreMatch[] = [];
  for (const match of matches) {
    if (first.push(match) >= MOST_MATCHES) break;
  }
  return first;
}
