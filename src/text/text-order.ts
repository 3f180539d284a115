/** The order of texts by their characters' codes, as `sort` wants it. */
export function textOrder(one: string, other: string): -1 | 0 | 1 {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
