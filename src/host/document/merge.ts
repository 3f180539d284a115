/** Values of several documents as one: the later lies over the earlier. Pure. */

export type Merge<V> = (low: V | undefined, high: V | undefined) => V | undefined;
export type Names<V> = Readonly<Record<string, V>>;

/** The later value, if there is one. */
export function later<V>(low: V | undefined, high: V | undefined): V | undefined {
  return high ?? low;
}

/** Both lists, one after the other. */
export function joined<V>(
  low: readonly V[] | undefined,
  high: readonly V[] | undefined,
): readonly V[] | undefined {
  return low === undefined || high === undefined ? later(low, high) : [...low, ...high];
}

/** Name by name; `merge` says what comes of a name that both have. */
export function byName<V>(merge: Merge<V>): Merge<Names<V>> {
  return (low, high) => {
    if (low === undefined || high === undefined) return later(low, high);
    const laid = Object.entries(high).map(([name, value]): [string, V] => {
      const before = Object.hasOwn(low, name) ? low[name] : undefined;
      return [name, merge(before, value) ?? value];
    });
    return Object.fromEntries([...Object.entries(low), ...laid]);
  };
}

/** Keys of one floor: parameters, fields, settings of a stanza. */
export const mergeTexts: Merge<Names<string>> = byName<string>(later);
export const mergeStanzas: Merge<Names<Names<string>>> = byName(mergeTexts);
export const mergeFiles: Merge<Names<Names<Names<string>>>> = byName(mergeStanzas);
