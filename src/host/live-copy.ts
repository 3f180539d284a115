/** Copies an object, with some members replaced. Getters stay getters, where a spread would freeze their values. */
export function liveCopy<T extends object>(from: T, replaced: Partial<T>): T {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(from)).filter(
    ([name, { get }]) => get !== undefined && !Object.hasOwn(replaced, name),
  );
  return Object.defineProperties({ ...from, ...replaced }, Object.fromEntries(getters));
}
