/**
 * Regular expressions for the forms of a secret: as it is, escaped for JSON, Python, XML or a URL, in hex, and in
 * base64.
 * In base64 there are three forms, since what precedes the secret shifts its bits: `user:password`, for example.
 */

/** Shorter texts also occur in the base64 of other things. */
const SHORTEST_IN_BASE64 = 6;

export function secretPatterns(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    Array.from(secret, oneOfForms).join(""),
    inAnyCase(bytes.toString("hex")),
    ...[0, 1, 2].flatMap((shift) => inBase64(bytes, shift)),
  ];
}

/** All forms of a character. */
function oneOfForms(char: string): string {
  if (/^[A-Za-z0-9]$/.test(char)) return char;
  const utf8 = [...Buffer.from(char)].map(hex);
  const units = Array.from({ length: char.length }, (_, at) => char.charCodeAt(at));
  const code = char.codePointAt(0) ?? 0;
  const forms = [
    escaped(char),
    ...(char === "\\" ? [String.raw`\\{2,4}`] : []),
    ...(`"'/$`.includes(char) ? [String.raw`\\{1,3}${escaped(char)}`] : []),
    utf8.map((byte) => `%${inAnyCase(byte)}`).join(""),
    utf8.map((byte) => String.raw`\\{1,2}x${inAnyCase(byte)}`).join(""),
    units
      .map((unit) => String.raw`\\{1,2}u${inAnyCase(unit.toString(16).padStart(4, "0"))}`)
      .join(""),
    `&#${code};`,
    `&#[xX]0*${inAnyCase(code.toString(16))};`,
    ...(code < 256 ? [String.raw`\\{1,2}x${inAnyCase(hex(code))}`] : []),
    ...(SPECIAL[char] ?? []),
  ];
  return `(?:${forms.join("|")})`;
}

const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  " ": [String.raw`\+`],
  "&": ["&amp;"],
  "<": ["&lt;"],
  ">": ["&gt;"],
  '"': ["&quot;"],
  "'": ["&apos;"],
  "\n": [String.raw`\\{1,2}n`],
  "\t": [String.raw`\\{1,2}t`],
  "\r": [String.raw`\\{1,2}r`],
};

/** The characters that depend on the secret alone, in the plain and the URL-safe alphabet. */
function inBase64(bytes: Buffer, shift: number): string[] {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
  const start = Math.ceil((shift * 8) / 6);
  const end = Math.floor(((shift + bytes.length) * 8) / 6);
  const core = text.slice(start, end);
  if (core.length < SHORTEST_IN_BASE64) return [];
  return [core.replaceAll("+", "[+-]").replaceAll("/", "(?:[/_]|%2[fF])") + rest(shift, bytes)];
}

/** The character that also depends on what follows, and the padding. */
function rest(shift: number, bytes: Buffer): string {
  return (shift + bytes.length) % 3 === 0 ? "" : "[A-Za-z0-9+/_-]?={0,2}";
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

function inAnyCase(digits: string): string {
  return digits.replace(/[a-f]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`);
}

function escaped(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
