/**
 * Many patterns with asterisks, asked at once. Each pattern is kept under a few characters that a text must have to fit
 * it, the rarest of its own; only patterns whose characters a text has are tried. So ten thousand patterns cost little
 * more than the length of the text.
 */
import { fitsPieces } from "../../../text/wildcard.ts";

/** Characters of a key; patterns without so long a literal have shorter ones. */
const LONGEST = 4;

export class WildcardIndex {
  readonly #patterns: (readonly string[])[] = [];
  /** By the size of the key: key → places of patterns. */
  readonly #bySize = new Map<number, Map<number, number[]>>();
  /** Patterns of asterisks alone. */
  readonly #always: number[] = [];
  /** The last text that a pattern was tried for. */
  readonly #tried: Uint32Array;
  #turn = 0;

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map((pattern) => pattern.split("*"));
    this.#tried = new Uint32Array(patterns.length);
    const counts = new Map<number, number>();
    for (const pieces of this.#patterns)
      for (const key of keysOf(longestOf(pieces))) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const [place, pieces] of this.#patterns.entries()) this.#put(pieces, place, counts);
  }

  /** Places of the patterns that fit, in ascending order. */
  fitting(text: string): number[] {
    this.#turn += 1;
    const fitting = [...this.#always];
    for (const [size, places] of this.#bySize) {
      for (let at = 0; at + size <= text.length; at += 1) {
        const kept = places.get(keyAt(text, at, size));
        if (kept !== undefined) this.#try(text, kept, fitting);
      }
    }
    return fitting.sort((one, other) => one - other);
  }

  #put(pieces: readonly string[], place: number, counts: ReadonlyMap<number, number>): void {
    const literal = longestOf(pieces);
    if (literal === "") {
      this.#always.push(place);
      return;
    }
    const size = Math.min(LONGEST, literal.length);
    const [key = 0] = keysOf(literal).sort(
      (one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0),
    );
    const places = this.#bySize.get(size) ?? new Map<number, number[]>();
    this.#bySize.set(size, places);
    const kept = places.get(key);
    if (kept === undefined) places.set(key, [place]);
    else kept.push(place);
  }

  #try(text: string, places: readonly number[], fitting: number[]): void {
    for (const place of places) {
      if (this.#tried[place] === this.#turn) continue;
      this.#tried[place] = this.#turn;
      if (fitsPieces(text, this.#patterns[place] ?? [])) fitting.push(place);
    }
  }
}

function longestOf(pieces: readonly string[]): string {
  let longest = "";
  for (const piece of pieces) if (piece.length > longest.length) longest = piece;
  return longest;
}

function keysOf(literal: string): number[] {
  const size = Math.min(LONGEST, literal.length);
  if (size === 0) return [];
  return Array.from({ length: literal.length - size + 1 }, (_, at) => keyAt(literal, at, size));
}

/** Different characters may have the same key: every pattern is tried in full. */
function keyAt(text: string, from: number, size: number): number {
  let key = size;
  for (let at = from; at < from + size; at += 1)
    key = (Math.imul(key, 211) + text.charCodeAt(at)) | 0;
  return key;
}
