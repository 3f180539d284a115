/**
 * Numbers of JSON whose spelling a double does not keep: `12345678901234567890`, `1.50`, `1e3`. Splunk hands them on as they
 * are written, so they are kept as text beside the others.
 */
import { randomUUID } from "node:crypto";

/** No text can know it, and so none can pass for a number. */
const NONCE = randomUUID();
const MARK = `\u0000${NONCE}:`;
/** Where none of these come, every number is written as JavaScript writes it. */
const SUSPECT = /\d{16}|\d[eE]|\.\d*0(?!\d)|-0|\.0{6}|\.\d{15}/;

export class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** What stands for it until the text is put together. */
  toJSON(): string {
    return MARK + this.text;
  }

  toString(): string {
    return this.text;
  }
}

/** @throws SyntaxError for text that is not JSON. */
export function parseKeepingNumbers(text: string): ReturnType<typeof JSON.parse> {
  const plain: unknown = JSON.parse(text);
  const marked = SUSPECT.test(text) ? withMarks(text) : text;
  if (marked === text) return plain;
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK)
      ? new WrittenNumber(value.slice(MARK.length))
      : value,
  );
}

/** JSON with each number whose spelling matters as a marked text. */
function withMarks(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === MINUS || isDigit(code)) {
      const start = at;
      while (isPart(text.charCodeAt(at + 1))) at += 1;
      const number = text.slice(start, at + 1);
      if (String(Number(number)) === number) continue;
      parts.push(text.slice(from, start), JSON.stringify(MARK + number));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.join("");
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Of a number behind its first character: a digit, `.`, `e`, `E`, or a sign. */
function isPart(code: number): boolean {
  return (
    isDigit(code) ||
    code === 0x2e ||
    code === 0x65 ||
    code === 0x45 ||
    code === MINUS ||
    code === 0x2b
  );
}

export function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

const WRITTEN = new RegExp(`"\\\\u0000${NONCE}:([-+.\\deE]+)"`, "g");

/** `json`: as JSON.stringify() wrote it. */
export function withWrittenNumbers(json: string): string {
  return json.includes(NONCE) ? json.replace(WRITTEN, "$1") : json;
}
