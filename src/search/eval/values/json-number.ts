/**
 * Numbers of JSON whose spelling a double does not keep: `12345678901234567890`, `1.50`, `1e3`. Splunk hands them on as they
 * are written, so they are kept as text beside the others.
 */
import { randomUUID } from "node:crypto";

/** No text can know it, and so none can pass for a number. */
const NONCE = randomUUID();
const MARK = `\u0000${NONCE}:`;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs;
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
  if (!SUSPECT.test(text)) return plain;
  let hasMarks = false;
  const marked = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    hasMarks = true;
    return JSON.stringify(MARK + token);
  });
  if (!hasMarks) return plain;
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(MARK)
      ? new WrittenNumber(value.slice(MARK.length))
      : value,
  );
}

const WRITTEN = new RegExp(`"\\\\u0000${NONCE}:([-+.\\deE]+)"`, "g");

export function writeKeepingNumbers(value: unknown): string {
  return JSON.stringify(value).replace(WRITTEN, "$1");
}
