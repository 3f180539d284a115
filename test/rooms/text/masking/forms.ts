/** How a program may write a secret: by the names of the forms in docs. Written anew here, not with the code under test. */
import { execFileSync } from "node:child_process";

export const SECRETS = [
  "sekrit-key-12345",
  'pa$$ "word"/ü&\\\'x',
  "^3a2JTIRumq_GZlIFmMypCwaGJ",
  "a%41b\\n&lt;c+d e?=",
  "5".repeat(4) + "-ééé-" + "k9".repeat(40),
  "日本-😀-secret",
] as const;

type Writer = (secret: string) => string;

/** Each form of the docs, with ways to write it. */
export const WRITTEN: Readonly<Record<string, Readonly<Record<string, Writer>>>> = {
  Plain: { "as it is": (secret) => secret },
  Base64: {
    alone: (secret) => Buffer.from(secret).toString("base64"),
    "URL-safe": (secret) => Buffer.from(secret).toString("base64url"),
    wrapped: (secret) => wrapped(Buffer.from(secret).toString("base64"), 8),
    "wrapped, in JSON": (secret) =>
      inJson(wrapped(Buffer.from(`user:${secret}`).toString("base64"), 16)),
    "in a URL": (secret) => encodeURIComponent(Buffer.from(secret).toString("base64")),
    "behind one letter": (secret) => Buffer.from(`u${secret}`).toString("base64"),
    "behind a user": (secret) => Buffer.from(`me:${secret}`).toString("base64"),
    "inside a text": (secret) => Buffer.from(`{"key":"${secret}"}`).toString("base64"),
  },
  "Base64, doubled": {
    alone: (secret) => base64(base64(secret)),
    "behind a user": (secret) => base64(base64(`admin:${secret}`)),
    "behind a scheme": (secret) => base64(`Basic ${base64(`u:${secret}`)}`),
  },
  "Base64 of UTF-16": {
    little: (secret) => Buffer.from(secret, "utf16le").toString("base64"),
    big: (secret) => Buffer.from(secret, "utf16le").swap16().toString("base64"),
    command: (secret) => Buffer.from(`$p='${secret}'`, "utf16le").toString("base64"),
  },
  Base32: {
    alone: (secret) => python("base32", secret),
    inside: (secret) => python("base32 inside", secret),
    small: (secret) => python("base32", secret).toLowerCase(),
  },
  Hex: {
    small: (secret) => Buffer.from(secret).toString("hex"),
    large: (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
    "with colons": (secret) => (Buffer.from(secret).toString("hex").match(/../g) ?? []).join(":"),
    "with spaces": (secret) => (Buffer.from(secret).toString("hex").match(/../g) ?? []).join(" "),
  },
  URL: {
    component: encodeURIComponent,
    form: (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
    twice: (secret) => encodeURIComponent(encodeURIComponent(secret)),
    "in small letters": (secret) =>
      encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    "every character": (secret) =>
      [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  },
  JSON: {
    text: inJson,
    "JSON within JSON": (secret) => inJson(JSON.stringify(secret)).slice(2, -2),
    "of ASCII": (secret) => ascii(inJson(secret)),
    "of ASCII within JSON": (secret) => inJson(ascii(inJson(secret))),
    "every character": (secret) =>
      Array.from({ length: secret.length }, (_, at) => unit(secret.charCodeAt(at))).join(""),
    "in a URL": (secret) => encodeURIComponent(ascii(inJson(secret))),
    "in markup": (secret) => markup(ascii(inJson(secret))).replaceAll("\\", "&#92;"),
    "with escaped slashes": (secret) => inJson(secret).replaceAll("/", "\\/"),
  },
  "HTML and XML": {
    text: markup,
    twice: (secret) => markup(markup(secret)),
    numbers: (secret) => [...secret].map((char) => `&#${char.codePointAt(0)};`).join(""),
    hex: (secret) => [...secret].map((char) => `&#x${char.codePointAt(0)?.toString(16)};`).join(""),
  },
  Shell: {
    quoted: (secret) => python("quote", secret),
    "single quotes": (secret) => `'${secret.replaceAll("'", "'\"'\"'")}'`,
    backslashes: (secret) => secret.replace(/[^\w\u0080-\uffff]/g, "\\$&"),
    "%q": (secret) => execFileSync("bash", ["-c", 'printf %q "$1"', "-", secret]).toString(),
  },
  Python: {
    repr: (secret) => python("repr(s)", secret),
    ascii: (secret) => python("ascii(s)", secret),
    bytes: (secret) => python("repr(s.encode())", secret),
    "repr of repr": (secret) => python("repr(repr(s))", secret),
  },
};

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function wrapped(text: string, width: number): string {
  return (text.match(new RegExp(`.{1,${width}}`, "g")) ?? []).join("\r\n");
}

function ascii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (char) => unit(char.charCodeAt(0)));
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function markup(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

const PYTHON = `
import base64, json, shlex, sys
s = sys.stdin.buffer.read().decode()
print(json.dumps({
    "base32": base64.b32encode(s.encode()).decode(),
    "base32 inside": base64.b32encode(b"k=" + s.encode()).decode(),
    "quote": shlex.quote(s),
    "repr(s)": repr(s),
    "ascii(s)": ascii(s),
    "repr(s.encode())": repr(s.encode()),
    "repr(repr(s))": repr(repr(s)),
}))`;
const asked = new Map<string, Readonly<Record<string, string>>>();

/** One start for all that Python writes of a secret. */
function python(way: string, secret: string): string {
  const env = { ...process.env, PYTHONUTF8: "1" };
  const written: Readonly<Record<string, string>> =
    asked.get(secret) ??
    JSON.parse(execFileSync("python3", ["-c", PYTHON], { input: secret, env }).toString());
  asked.set(secret, written);
  return written[way] ?? "";
}
