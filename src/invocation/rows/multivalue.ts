/**
 * The encoding of multivalue fields in `__mv_` columns: `$a$;$b$`, with each `$` in a value doubled. Ground: Splunk's
 * Python SDK.
 */

export function encodeMultivalue(values: readonly string[]): string {
  return values.map((value) => `$${value.replaceAll("$", "$$$$")}$`).join(";");
}

/** Text outside of the dollar signs is ignored, as Splunk's own readers do. */
export function decodeMultivalue(text: string): string[] {
  const values: string[] = [];
  for (const match of text.matchAll(/\$((?:\$\$|[^$])*)\$(?:;|$)/g)) {
    values.push((match[1] ?? "").replaceAll("$$", "$"));
  }
  return values;
}
