// Does the raw text hold this term? As an index look-up would answer: case-insensitive, only
// between breakers, `*` within one segment. Ground: Search Manual, «Use CASE() and TERM() to
// match phrases», «Wildcards»; segmenters.conf.spec.
import { isBreaker, isMajorBreaker } from "../text/breakers.ts";
import type { Pattern } from "./search-tree.ts";

/** Takes the raw text and the same in lower case. */
export type TermTest = (raw: string, lower: string) => boolean;

export function compileTerm(pattern: Pattern): TermTest {
  const { directive } = pattern;
  if (pattern.pieces.every((piece) => piece === "")) return () => true;
  const isCased = directive === "CASE";
  const pieces = isCased ? pattern.pieces : pattern.pieces.map((piece) => piece.toLowerCase());
  const isEdge = directive === "TERM" ? isMajorBreaker : isBreaker;
  const [only = ""] = pieces;
  if (pieces.length === 1) {
    return (raw, lower) => holdsPlain(isCased ? raw : lower, only, isEdge);
  }
  const wild: WildTerm = { pieces, isEdge, isLoose: looseGaps(pieces) };
  return (raw, lower) => holdsWild(isCased ? raw : lower, wild);
}

type EdgeTest = (code: number) => boolean;

function holdsPlain(text: string, term: string, isEdge: EdgeTest): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (startsAt(text, at, term, isEdge) && endsAt(text, at + term.length, term, isEdge))
      return true;
  }
  return false;
}

/** A term's own breakers are its edges: `=x` may follow a letter. */
function startsAt(text: string, at: number, piece: string, isEdge: EdgeTest): boolean {
  return at === 0 || isEdge(text.charCodeAt(at - 1)) || isEdge(piece.charCodeAt(0));
}

function endsAt(text: string, end: number, piece: string, isEdge: EdgeTest): boolean {
  return (
    end === text.length ||
    isEdge(text.charCodeAt(end)) ||
    isEdge(piece.charCodeAt(piece.length - 1))
  );
}

interface WildTerm {
  readonly pieces: readonly string[];
  readonly isEdge: EdgeTest;
  /** For each asterisk whether it may run over major breakers. */
  readonly isLoose: readonly boolean[];
}

/**
 * `fail*ed` stays within a segment. An asterisk that stands alone between breakers, as in
 * `"user * failed"`, adds no term to the look-up and so spans anything.
 * Guess: the second half; a search of that phrase on an event with two words between would tell.
 */
function looseGaps(pieces: readonly string[]): readonly boolean[] {
  return pieces.slice(0, -1).map((before, index) => {
    const after = pieces[index + 1] ?? "";
    const isOpenBefore = before === "" || isMajorBreaker(before.charCodeAt(before.length - 1));
    const isOpenAfter = after === "" || isMajorBreaker(after.charCodeAt(0));
    return isOpenBefore && isOpenAfter;
  });
}

/**
 * Tries each place of the first piece, then takes the leftmost place of every further one: a later
 * place in the same gap can never reach more. What fails within a segment fails for the rest of it,
 * which keeps the walk linear.
 */
function holdsWild(text: string, term: WildTerm): boolean {
  const first = term.pieces[0] ?? "";
  let from = 0;
  while (from <= text.length) {
    const at = first === "" ? from : text.indexOf(first, from);
    if (at < 0) return false;
    if (first !== "" && !startsAt(text, at, first, term.isEdge)) {
      from = at + 1;
      continue;
    }
    const failedAt = walk(text, at + first.length, term);
    if (failedAt < 0) return true;
    from = Math.max(at + 1, failedAt);
  }
  return false;
}

/** -1 when all further pieces are found; else the offset up to which no other start can do better. */
function walk(text: string, start: number, term: WildTerm): number {
  const { pieces, isLoose } = term;
  let end = start;
  for (let index = 1; index < pieces.length; index++) {
    const piece = pieces[index] ?? "";
    if (piece === "") continue;
    const gapEnd = isLoose[index - 1] === true ? text.length : nextMajor(text, end);
    const at =
      index === pieces.length - 1
        ? findLast(text, piece, end, gapEnd, term.isEdge)
        : text.indexOf(piece, end);
    if (at < 0) return text.length + 1;
    if (at > gapEnd) return index === 1 ? gapEnd : start;
    end = at + piece.length;
  }
  return -1;
}

/** The first place of the last piece where a word ends behind it; any place behind the gap ends the search. */
function findLast(
  text: string,
  piece: string,
  from: number,
  gapEnd: number,
  isEdge: EdgeTest,
): number {
  let at = text.indexOf(piece, from);
  while (at >= 0 && at <= gapEnd && !endsAt(text, at + piece.length, piece, isEdge)) {
    at = text.indexOf(piece, at + 1);
  }
  return at;
}

function nextMajor(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isMajorBreaker(text.charCodeAt(at))) at++;
  return at;
}
