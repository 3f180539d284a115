/** Masks session keys and secrets wherever they turn up in what is recorded, in every form they travel in. */

const MASK = "<redacted>";
/** Names of parameters whose values nobody wants in a build log. */
const SECRET_NAME = /pass(?:word|wd|phrase)?$|secret|token|api_?key|private_?key|credential/i;
/** Shorter values would mask ordinary words. */
const SHORTEST = 4;

/** The secrets among parameters, told by their names. */
export function secretsAmong(params: Readonly<Record<string, string>>): string[] {
  return Object.keys(params)
    .filter((name) => SECRET_NAME.test(name))
    .map((name) => params[name] ?? "");
}

/** A function that masks the given secrets in a text: raw, JSON-escaped, URL-encoded, base64. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    forms.add(secret);
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(encodeURIComponent(secret));
    forms.add(encodeURIComponent(secret).replace(/%20/g, "+"));
    forms.add(xmlEscaped(secret));
    forms.add(Buffer.from(secret).toString("base64"));
    forms.add(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
  }
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
    "g",
  );
  return (text) => text.replace(pattern, MASK);
}

function xmlEscaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&apos;",
  };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** The same value with every string in it masked; keys stay as they are. */
export function maskDeep<T>(value: T, mask: (text: string) => string): T {
  return walk(value, mask) as T;
}

function walk(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, mask));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const masked = walk((value as Record<string, unknown>)[key], mask);
    // A field may be called __proto__; assignment would lose it.
    Object.defineProperty(copy, key, {
      value: masked,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}
