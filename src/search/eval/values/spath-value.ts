// spath() on JSON: every value a path leads to. XML is not read. Ground: Search Reference, «spath».
import { cutJson, EXTRACTION_CUTOFF, SPATH_IS_CUT } from "./cut-json.ts";
import { fromValues } from "./eval-value.ts";
import { elementsOf, type Json, parseJson } from "./json-value.ts";
import { readJsonPath, valuesAt } from "./json-path.ts";

/** The value that a text is, as far as spath reads it. `warn` is told where that is not all. */
export function readForSpath(
  text: string,
  warn: ((text: string) => void) | undefined,
): Json | undefined {
  if (text.length <= EXTRACTION_CUTOFF) return parseJson(text);
  if (!/^\s*[[{]/.test(text)) return undefined;
  warn?.(SPATH_IS_CUT);
  return parseJson(cutJson(text));
}

/** null where the text is no JSON or the path leads nowhere. */
export function readSpath(
  text: string,
  path: string,
  warn?: (text: string) => void,
): string | readonly string[] | null {
  const json = readForSpath(text, warn);
  if (json === undefined) return null;
  return fromValues(
    elementsOf(valuesAt(json, readJsonPath(path)).filter((element) => element !== null)),
  );
}
