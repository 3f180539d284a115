/** What a caught value tells. Anything may be thrown, so nothing is taken for granted. */

export function messageOf(caught: unknown): string {
  return caught instanceof Error ? caught.message : String(caught);
}

/** Of an error of the system, such as ENOENT. */
export function systemCode(caught: unknown): string | undefined {
  if (!(caught instanceof Error) || !("code" in caught)) return undefined;
  return typeof caught.code === "string" ? caught.code : undefined;
}
