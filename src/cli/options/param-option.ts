/** `--param NAME=VALUE` as parameters by name, without the prefix `param.`. */
import { pair } from "./read-options.ts";

export function readParams(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const text of texts) {
    const [name, value] = pair("--param", text, "INVOKE_BAD_PARAM");
    found[name.replace(/^param\./, "")] = value;
  }
  return found;
}
