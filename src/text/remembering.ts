/** A function of a text that remembers what it gave for the latest ones, where the same texts come again and again. */

export interface Memory {
  /** Longer texts are not remembered. */
  readonly longest: number;
  readonly most: number;
}

/** `make` gives the same for the same text, and never undefined. */
export function remembering<T>(
  make: (text: string) => T,
  { longest, most }: Memory,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (text.length > longest) return made;
    // All at once: to find out which is the oldest would cost each request.
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
