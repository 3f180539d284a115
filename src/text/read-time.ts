/** `500ms`, `10s`, `2m`, or a number of seconds, in milliseconds. */

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

export function readTime(time: string | number): number {
  if (typeof time === "number") return time * 1000;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(time);
  return Number(match?.[1] ?? 0) * (UNITS[match?.[2] ?? "s"] ?? 1000);
}
