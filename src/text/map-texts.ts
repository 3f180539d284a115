/** The same value with a function applied to every text in it. Names stay as they are. */

export function mapTexts<T>(value: T, change: (text: string) => string): T {
  // A copy of the same shape.
  return walk(value, change) as T;
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  // A field may be called __proto__, which an assignment would lose.
  return Object.fromEntries(entries.map(([key, inner]) => [key, walk(inner, change)]));
}
