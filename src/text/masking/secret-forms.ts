/**
 * The forms in which a secret is looked for: the one table behind the masking and the docs. Escapes need no texts of
 * their own, since every text is also read with its escapes undone.
 */

export interface SecretForm {
  /** What the docs call it. */
  readonly name: string;
  /** An example of the secret `k3y/ü`, or what it covers. */
  readonly about: string;
  /** The texts that it is found by. */
  texts(secret: string): FormText[];
}

export interface FormText {
  readonly text: string | Buffer;
  /** What follows in an encoding and still depends on the secret. */
  readonly rest?: "base64" | "base32" | "piece" | undefined;
}

/** Shorter texts also stand in the encodings of other things. */
const SHORTEST_CORE = 6;
/** Characters of base64 by which a line of a wrapped text is found, whatever its length. */
const PIECE = 16;

const byEscape = (name: string, about: string): SecretForm => ({ name, about, texts: () => [] });

export const SECRET_FORMS: readonly SecretForm[] = [
  {
    name: "Plain",
    about: "As it is, also in Latin-1 and in UTF-16, and each line of a value of several lines",
    texts: (secret) => [
      { text: secret },
      { text: Buffer.from(secret, "latin1") },
      ...linesOf(secret).map((text) => ({ text })),
    ],
  },
  {
    name: "Base64",
    about:
      "Alone or inside a longer text, with the plain and the URL-safe alphabet, also wrapped, and each of its lines of 19 characters or more",
    texts: (secret) => [...inBase64(Buffer.from(secret)), ...piecesOf(Buffer.from(secret))],
  },
  {
    name: "Base64, doubled",
    about: "Base64 of Base64",
    texts: (secret) =>
      inBase64(Buffer.from(secret)).flatMap(({ text }) => inBase64(Buffer.from(text))),
  },
  {
    name: "Base64 of UTF-16",
    about: "Both byte orders, as `powershell -EncodedCommand` takes it",
    texts(secret) {
      const little = Buffer.from(secret, "utf16le");
      return [little, Buffer.from(little).swap16()].flatMap(inBase64);
    },
  },
  {
    name: "Base32",
    about: "Alone or inside a longer text, in either case, also wrapped",
    texts: (secret) => inBase32(Buffer.from(secret)),
  },
  {
    name: "Hex",
    about: "In either case, also with a space or a colon between the bytes",
    texts(secret) {
      const pairs = Array.from(Buffer.from(secret), (byte) => byte.toString(16).padStart(2, "0"));
      const texts = ["", " ", ":"].map((separator) => pairs.join(separator));
      return texts.flatMap((text) => [{ text }, { text: text.toUpperCase() }]);
    },
  },
  byEscape("URL", "`%2F` and `%2f`, `+` for a space, also escaped several times"),
  byEscape(
    "JSON",
    'Escapes such as `\\"` and `\\u00fc`, also of JSON within JSON, in a URL, or in markup',
  ),
  byEscape("HTML and XML", "`&amp;`, `&#39;`, `&#x27;` and the like"),
  byEscape("Shell", "Quotes and backslashes, such as `'it'\\''s'` and `$'\\303'`"),
  byEscape("Python", "`repr()` of text and bytes, such as `'\\xfc'` and `b'\\xc3\\xbc'`"),
];

/** Lines of a key file, for example, which logs tell one by one. */
function linesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= 8);
}

/** Alone, and behind one or two other bytes, which shift the bits: `user:password`, for example. */
function inBase64(bytes: Buffer): FormText[] {
  const alone = bytes.toString("base64");
  const texts: FormText[] = [{ text: alone }];
  for (const shift of [0, 1, 2]) {
    const core = coreOf(bytes, shift, BASE64);
    if (core.length < SHORTEST_CORE) continue;
    const rest = (shift + bytes.length) % 3 === 0 ? undefined : "base64";
    texts.push({ text: core, rest });
  }
  return texts.flatMap(inBothAlphabets);
}

function inBothAlphabets({ text, rest }: FormText): FormText[] {
  const urlSafe = String(text).replaceAll("+", "-").replaceAll("/", "_");
  return urlSafe === text
    ? [{ text, rest }]
    : [
        { text, rest },
        { text: urlSafe, rest },
      ];
}

/**
 * What lines of a wrapped text are found by, where a log tells them one by one: every group of four characters begins a
 * piece, and what is left at both ends of a line is masked with it.
 */
function piecesOf(bytes: Buffer): FormText[] {
  return [0, 1, 2].flatMap((shift) => {
    const core = coreOf(bytes, shift, BASE64);
    const first = (4 - (Math.ceil((shift * 8) / 6) % 4)) % 4;
    const pieces: FormText[] = [];
    for (let at = first; at + PIECE <= core.length; at += 4)
      pieces.push({ text: core.slice(at, at + PIECE), rest: "piece" });
    return pieces.flatMap(inBothAlphabets);
  });
}

function inBase32(bytes: Buffer): FormText[] {
  return [0, 1, 2, 3, 4].flatMap((shift): FormText[] => {
    const text = coreOf(bytes, shift, { bits: 5, encode: base32 });
    if (text.length < SHORTEST_CORE) return [];
    const rest = (shift + bytes.length) % 5 === 0 ? undefined : "base32";
    return [
      { text, rest },
      { text: text.toLowerCase(), rest },
    ];
  });
}

interface Encoding {
  /** What a character holds. */
  readonly bits: number;
  encode(bytes: Buffer): string;
}

const BASE64: Encoding = { bits: 6, encode: (whole) => whole.toString("base64") };

/** The characters that depend on these bytes alone. */
function coreOf(bytes: Buffer, shift: number, { bits, encode }: Encoding): string {
  const text = encode(Buffer.concat([Buffer.alloc(shift), bytes]));
  const start = Math.ceil((shift * 8) / bits);
  return text.slice(start, Math.floor(((shift + bytes.length) * 8) / bits));
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Without padding. */
function base32(bytes: Buffer): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32[(held << (5 - bits)) & 31];
}
