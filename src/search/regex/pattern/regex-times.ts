// How often a part of a regular expression comes: `*`, `+?`, `{2,5}+`. Ground: pcrepattern(3), «Repetition».
import type { PatternReader } from "./pattern-reader.ts";
import type { RepeatNode } from "./regex-tree.ts";

type Times = Pick<RepeatNode, "min" | "max" | "mode">;

const SIGNS: ReadonlyMap<string, readonly [min: number, max: number]> = new Map([
  ["*", [0, Infinity]],
  ["+", [1, Infinity]],
  ["?", [0, 1]],
]);

const TIMES = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})([+?]?)/y;

/** PCRE's own limit. */
const MOST = 65_535;

/** Undefined when no such part follows. */
export function takeTimes(reader: PatternReader, isUngreedy: boolean): Times | undefined {
  const match = reader.take(TIMES);
  if (match === undefined) return undefined;
  const [, sign, low, comma, high, suffix] = match;
  const [min, max] = SIGNS.get(sign ?? "") ?? bounds(Number(low), comma, high);
  if (max < min) throw reader.error("numbers out of order in {}");
  if (min > MOST || (max > MOST && max !== Infinity)) throw reader.error("number too big in {}");
  return { min, max, mode: modeOf(suffix, isUngreedy) };
}

/** `{3}`, `{3,}`, `{3,5}`. */
function bounds(min: number, comma: string | undefined, high = ""): readonly [number, number] {
  if (comma === undefined) return [min, min];
  return [min, high === "" ? Infinity : Number(high)];
}

function modeOf(suffix: string | undefined, isUngreedy: boolean): RepeatNode["mode"] {
  if (suffix === "+") return "possessive";
  return (suffix === "?") !== isUngreedy ? "lazy" : "greedy";
}
