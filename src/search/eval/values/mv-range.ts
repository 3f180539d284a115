// mvrange(): numbers, or points in time where the step is a span like `7d`.
// Ground: Search Reference, «Multivalue eval functions», mvrange.
import { parseTime } from "../../time/time-modifier.ts";
import { formatNumber, fromValues, toNumber, toText, type Inner } from "./eval-value.ts";

/** Guess: far more values than a field can sensibly hold; a wrong argument must not fill the memory. */
const MAX_VALUES = 100_000;

export function mvRange([start = null, end = null, step = 1]: readonly Inner[]): Inner {
  const from = toNumber(start);
  const to = toNumber(end);
  const next = stepOf(step);
  if (from === undefined || to === undefined || next === undefined) return null;
  const values: string[] = [];
  for (let at = from; at < to && values.length < MAX_VALUES;) {
    values.push(formatNumber(at));
    const after = next(at);
    if (!(after > at)) return null;
    at = after;
  }
  return fromValues(values);
}

function stepOf(step: Inner): ((at: number) => number) | undefined {
  const by = toNumber(step);
  return by === undefined ? spanOf(toText(step) ?? "") : (at) => at + by;
}

function spanOf(text: string): ((at: number) => number) | undefined {
  if (!/^\d+[a-z]+$/.test(text) || parseTime(`+${text}`, { now: 0 }) === undefined)
    return undefined;
  return (at) => parseTime(`+${text}`, { now: at }) ?? at;
}
