/** Whether two names mean one stanza: an input may be named with or without its kind. */
export function sameName(one: string, other: string): boolean {
  return one === other || one.slice(one.indexOf("://") + 3) === other;
}
