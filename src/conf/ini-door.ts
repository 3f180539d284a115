/**
 * The single door to the package `ini`. It knows another dialect (values are cut at `;`, unquoted, turned into booleans,
 * names split at dots), so it is handed text in which every name and value is one quoted token that it gives back as is.
 */
import { parse } from "ini";

/** Stanza number → key number → text, in the order they were given. */
export type Tokens = readonly (readonly (readonly [key: string, value: string])[])[];

/**
 * Sends stanzas through `ini` and back. Each stanza becomes `[s<n>]`, each setting `k<n>`; key and value travel as one
 * JSON array in a JSON string, which `ini` unquotes by parsing it as JSON.
 */
export function throughIni(stanzas: Tokens): Tokens {
  const text = stanzas
    .map((settings, stanza) => {
      const lines = settings.map((pair, number) => `k${number}=${quoted(JSON.stringify(pair))}`);
      return [`[s${stanza}]`, ...lines].join("\n");
    })
    .join("\n");
  const parsed: Record<string, unknown> = parse(text, { bracketedArray: false });
  return stanzas.map((settings, stanza) => {
    const section = (parsed[`s${stanza}`] ?? {}) as Record<string, unknown>;
    return settings.map(
      (_, number) => JSON.parse(String(section[`k${number}`])) as [string, string],
    );
  });
}

/** `ini` matches a line with a dot, which stops at the two separators that JSON leaves as they are. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16)}`,
  );
}
