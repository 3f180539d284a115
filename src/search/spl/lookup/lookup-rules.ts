/**
 * How the values of a row are compared with a lookup table. Ground: transforms.conf.spec, «Lookup tables»: match_type,
 * case_sensitive_match, max_matches, min_matches, default_match.
 */

export type MatchKind = "EXACT" | "WILDCARD" | "CIDR";

export interface LookupRules {
  /** By the table's field; a field that is not in it is compared as it stands. */
  readonly kinds: ReadonlyMap<string, MatchKind>;
  readonly isCaseSensitive: boolean;
  readonly most: number;
  readonly least: number;
  readonly otherwise: string;
}

/** Of a file that is named without a definition. */
export const PLAIN_RULES: LookupRules = {
  kinds: new Map(),
  isCaseSensitive: true,
  most: 1000,
  least: 0,
  otherwise: "",
};

/** Reads one setting of the definition; undefined or empty where it is not set. */
export type ReadSetting = (key: string) => string | undefined;

export function readLookupRules(read: ReadSetting): LookupRules {
  const text = (key: string): string => read(key)?.trim() ?? "";
  const number = (key: string, otherwise: number): number =>
    /^\d{1,9}$/.test(text(key)) ? Number(text(key)) : otherwise;
  // A table with times gives the one row that is nearest.
  const usual = text("time_field") === "" ? PLAIN_RULES.most : 1;
  return {
    kinds: readKinds(text("match_type")),
    isCaseSensitive: !/^(?:0|f|false|n|no|off)$/i.test(text("case_sensitive_match")),
    most: Math.min(Math.max(number("max_matches", usual), 1), PLAIN_RULES.most),
    least: Math.min(number("min_matches", 0), PLAIN_RULES.most),
    otherwise: text("default_match"),
  };
}

/** `WILDCARD(url), CIDR(net)`. */
function readKinds(text: string): ReadonlyMap<string, MatchKind> {
  const kinds = new Map<string, MatchKind>();
  for (const [, name = "", fields = ""] of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const kind = name.toUpperCase();
    if (kind !== "WILDCARD" && kind !== "CIDR") continue;
    for (const field of fields.split(",")) kinds.set(field.trim().replace(/^"(.*)"$/, "$1"), kind);
  }
  return kinds;
}
