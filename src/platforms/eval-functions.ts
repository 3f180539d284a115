/**
 * Functions of eval that are not in every release. Ground: the list that Splunk ships, searchbnf.conf `[eval-function]`.
 * The list lags: examples of 9.0 already use json_object, which it names from 9.2 on.
 */
import type { SplunkRelease } from "./splunk-releases.ts";
import { isFrom } from "./splunk-profile.ts";

const LATER: readonly (readonly [first: string, names: string])[] = [
  [
    "9.2",
    "bit_and bit_or bit_xor bit_not bit_shift_left bit_shift_right json json_array json_delete json_extract json_keys json_object json_set json_valid",
  ],
  ["9.3", "mvreverse"],
  [
    "9.4",
    "isarray isdouble ismv isobject json_entries json_has_key json_has_key_exact toarray tobool todouble toint tomv toobject",
  ],
];

/** Functions that the release does not name, and the first that does. Undefined where it names all. */
export function laterFunctions(
  release: Pick<SplunkRelease, "version">,
): ReadonlyMap<string, string> | undefined {
  const rows = LATER.filter(([first]) => !isFrom(release, first));
  if (rows.length === 0) return undefined;
  return new Map(rows.flatMap(([first, names]) => names.split(" ").map((name) => [name, first])));
}
