// Back references at match time: which group is meant, and whether its text stands here again.

/** The first group of those listed in the code that is set, -1 when none is. */
export function firstSetGroup(
  code: Int32Array,
  from: number,
  count: number,
  slots: Int32Array,
): number {
  for (let at = from; at < from + count; at++) {
    const group = code[at] ?? 0;
    if ((slots[2 * group + 1] ?? -1) >= 0) return group;
  }
  return -1;
}

/** Where the group's text ends when it stands at `at` again, else -1. */
export function endOfReference(
  text: string,
  at: number,
  group: number,
  slots: Int32Array,
  isCaseless: boolean,
): number {
  const wanted = text.slice(slots[2 * group], slots[2 * group + 1]);
  const present = text.slice(at, at + wanted.length);
  const isSame =
    wanted === present || (isCaseless && wanted.toLowerCase() === present.toLowerCase());
  return isSame ? at + wanted.length : -1;
}
