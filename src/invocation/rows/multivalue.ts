/** The encoding of multivalue fields in `__mv_` columns: `$a$;$b$`, a dollar inside doubled. As Splunk's Python SDK reads and writes it. */

export function encodeMultivalue(values: readonly string[]): string {
  return values.map((value) => `$${value.replaceAll("$", "$$$$")}$`).join(";");
}

/** Whatever stands outside the dollar signs is passed over, as Splunk's own readers do. */
export function decodeMultivalue(text: string): string[] {
  const values: string[] = [];
  for (const match of text.matchAll(/\$((?:\$\$|[^$])*)\$(?:;|$)/g)) {
    values.push((match[1] ?? "").replaceAll("$$", "$"));
  }
  return values;
}
