/** Copies an object with some members replaced. Its getters stay getters: a spread would keep what they give just now. */
export function liveCopy<T extends object>(from: T, replaced: Partial<T>): T {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(from)).filter(
    ([name, { get }]) => get !== undefined && !Object.hasOwn(replaced, name),
  );
  return Object.defineProperties({ ...from, ...replaced }, Object.fromEntries(getters));
}
