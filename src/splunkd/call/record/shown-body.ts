/** A body as it is recorded on demand: as text, its secrets masked wherever they stand in it, what is long cut. */
import type { IncomingHttpHeaders } from "node:http";
import { createMask } from "../../../text/masking/mask.ts";
import { secretsInBody } from "./secrets-in-request.ts";
import { MASK, maskedForm, SECRET_NAME } from "./shown-url.ts";

/** Characters kept of each body. */
const MOST = 64 * 1024;
const IN_JSON = new RegExp(`("[^"]*${SECRET_NAME}"\\s*:\\s*")(?:\\\\.|[^"\\\\])*`, "gi");
const IN_XML = new RegExp(
  `(<s:key name="[^"]*${SECRET_NAME}">|<(?:[\\w:]*${SECRET_NAME})>)[^<]*`,
  "gi",
);

export function shownBody(body: string | Buffer, headers: Partial<IncomingHttpHeaders>): string {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity")
    return `<${Buffer.byteLength(body)} bytes, ${encoding}>`;
  const whole = wholeBody(body);
  if (whole.includes("\0")) return `<${Buffer.byteLength(body)} bytes, not text>`;
  const mask = createMask(secretsInBody(whole));
  const masked = mask.text(maskedText(whole));
  return masked.length > MOST || whole.length < body.length ? `${masked.slice(0, MOST)}…` : masked;
}

/** The text of a body as it came, with as much of it as a record has. */
export function wholeBody(body: string | Buffer): string {
  return typeof body === "string" ? body.slice(0, 4 * MOST) : body.toString("utf8", 0, 4 * MOST);
}

function maskedText(text: string): string {
  const first = text.trimStart()[0] ?? "";
  if (first === "<") return text.replace(IN_XML, `$1${MASK}`);
  if (first === "{" || first === "[" || first === '"') return text.replace(IN_JSON, `$1${MASK}`);
  return maskedForm(text);
}

/** The same of what is only known as it goes by: told once it is over, or broken off. */
export async function* watchedBody(
  body: AsyncIterable<string>,
  tell: (text: string) => void,
): AsyncGenerator<string> {
  let seen = "";
  try {
    for await (const part of body) {
      if (seen.length <= MOST) seen += part;
      yield part;
    }
  } finally {
    tell(shownBody(seen, {}));
  }
}
