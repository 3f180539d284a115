// spath() on JSON: every value a path leads to. XML is not read. Ground: Search Reference, «spath».
import { fromValues } from "./eval-value.ts";
import { elementsOf, parseJson } from "./json-value.ts";
import { readJsonPath, valuesAt } from "./json-path.ts";

/** null when the text is not JSON, or the path leads nowhere. */
export function readSpath(text: string, path: string): string | readonly string[] | null {
  const json = parseJson(text);
  if (json === undefined) return null;
  return fromValues(elementsOf(valuesAt(json, readJsonPath(path)).filter((one) => one !== null)));
}
