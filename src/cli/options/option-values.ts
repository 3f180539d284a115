/** Values of options that several commands take. */
import { HarnessError } from "../../errors.ts";

export function environment(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of texts) {
    const cut = text.indexOf("=");
    const name = cut < 0 ? text : text.slice(0, cut);
    const value = cut < 0 ? process.env[name] : text.slice(cut + 1);
    if (value === undefined) {
      throw new HarnessError("CLI_USAGE", `--env ${name}: there is no such variable here`, {
        hint: `Set it, or write --env ${name}=value.`,
      });
    }
    found[name] = value;
  }
  return found;
}

export function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new HarnessError("CLI_USAGE", `${option} wants a whole number, not \`${text}\``, {
    hint: `Write ${option} 100, for example.`,
  });
}

/** Without the keys that are undefined, as exactOptionalPropertyTypes wants it. */
export function defined<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
