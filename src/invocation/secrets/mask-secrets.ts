/** Masks session keys and secrets in recorded texts, in all forms in which they may appear. */
import { secretPatterns } from "./secret-patterns.ts";

const MASK = "<redacted>";
/** Names of parameters and variables whose values must not get into a build log. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)?$|pwd$|secret|token|credential|bearer|(?:api|access|private|integration|routing|encryption|signing|auth|account|license|storage)[_-]?key|authorization|^auth$|^psk$/i;
/** Shorter values would mask ordinary words. */
const SHORTEST = 4;
/** Values that are not secret, whatever their setting is called: `use_token = true`, `token = $result.token$`. */
const ORDINARY = /^(?:\$[\w.]+\$|true|false|yes|none|null|default|enabled?|disabled?|\d{1,5})$/i;

/** The parameters whose names sound secret, and the passwords in URLs of all others. */
export function secretsAmong(params: Readonly<Record<string, string>>): string[] {
  return Object.keys(params).flatMap((name) => {
    const value = params[name] ?? "";
    return SECRET_NAME.test(name) ? [value] : passwordsIn(value);
  });
}

/** The same for fixtures of any depth. A password may be JSON that holds several secrets. */
export function secretsWithin(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner !== "string") return secretsWithin(inner);
    return SECRET_NAME.test(name) ? [inner, ...textsWithin(parsed(inner))] : passwordsIn(inner);
  });
}

function textsWithin(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(textsWithin)
    : [];
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

function passwordsIn(text: string): string[] {
  return [...text.matchAll(/[a-z][\w+.-]*:\/\/[^\s/@:]*:([^\s/@]+)@/gi)].map(
    ([, password = ""]) => password,
  );
}

/** A function that masks the given secrets in a text. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  const patterns = new Set(
    secrets
      .filter((secret) => secret.length >= SHORTEST && !ORDINARY.test(secret))
      // The longest first, since one secret may be part of another.
      .sort((a, b) => b.length - a.length)
      .flatMap(secretPatterns),
  );
  if (patterns.size === 0) return (text) => text;
  const pattern = new RegExp([...patterns].join("|"), "g");
  return (text) => text.replace(pattern, MASK);
}

/** The same value with all texts in it masked. Keys stay as they are. */
export function maskDeep<T>(value: T, mask: (text: string) => string): T {
  return walk(value, mask) as T;
}

function walk(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, mask));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    // A field may be called __proto__, which an assignment would lose.
    Object.defineProperty(copy, key, {
      value: walk(inner, mask),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}
