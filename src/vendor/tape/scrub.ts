/** What of an answer is written into a cassette: without secrets, and without what differs each time. Pure. */
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { secretsAmong, secretsWithin } from "../../text/masking/find-secrets.ts";
import type { KnownSecret, Mask } from "../../text/masking/mask.ts";
import type { AnswerHeaders } from "./pass-on.ts";

/** They differ each time, or say how the answer was sent and not what it is. */
const VOLATILE =
  /^(?:date|age|expires|server|via|alt-svc|content-length|content-encoding|x-request-id|x-amz.*-id.*|cf-.*|x-served-by|x-cache.*|x-timer|report-to|nel|server-timing|x-runtime|etag)$/;

/** A secret may lie on the border of two pieces, so the end of each waits for the next. */
const LONGEST_SECRET = 8192;

export async function* scrubbed(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  mask: Mask,
): AsyncGenerator<Buffer> {
  let rest = "";
  for await (const piece of pieces) {
    rest += piece.toString("latin1");
    if (rest.length < 16 * LONGEST_SECRET) continue;
    const cut = cutOf(rest, mask);
    yield Buffer.from(mask.binary(rest.slice(0, cut)), "latin1");
    rest = rest.slice(cut);
  }
  if (rest !== "") yield Buffer.from(mask.binary(rest), "latin1");
}

/** A place that no secret lies across. */
function cutOf(text: string, mask: Mask): number {
  for (let cut = text.length - LONGEST_SECRET; cut > LONGEST_SECRET; cut -= 509) {
    const around = text.slice(cut - LONGEST_SECRET);
    const apart =
      mask.binary(around.slice(0, LONGEST_SECRET)) + mask.binary(around.slice(LONGEST_SECRET));
    if (apart === mask.binary(around)) return cut;
  }
  return text.length - LONGEST_SECRET;
}

export function secretsOf(text: string | undefined): KnownSecret[] {
  if (text === undefined || text === "") return [];
  return [...secretsWithin(text), ...secretsAmong(Object.fromEntries(new URLSearchParams(text)))];
}

/** `sid=abc; Path=/`: the value alone. */
export function cookieSecrets(headers: AnswerHeaders): KnownSecret[] {
  return [headers["set-cookie"] ?? []].flat().flatMap((cookie) => {
    const [, name = "", value = ""] = /^([^=;]*)=([^;]*)/.exec(cookie) ?? [];
    return value === "" ? [] : [{ name, value }];
  });
}

export function keptHeaders(
  headers: AnswerHeaders,
  mask: Mask,
  isRaw: boolean,
): (readonly [string, readonly string[]])[] {
  return Object.entries(headers)
    .filter(([name]) => !VOLATILE.test(name) || (name === "content-encoding" && isRaw))
    .map(([name, value]) => [name, [value].flat().map((text) => mask.text(text))]);
}

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  "": async (bytes) => bytes,
  identity: async (bytes) => bytes,
  gzip: (bytes) => promisify(gunzip)(bytes, { maxOutputLength: 8 * 2 ** 20 }),
  deflate: (bytes) => promisify(inflate)(bytes, { maxOutputLength: 8 * 2 ** 20 }),
  br: (bytes) => promisify(brotliDecompress)(bytes, { maxOutputLength: 8 * 2 ** 20 }),
};

/** undefined where the answer is large, or no text. */
export async function textOf(
  bytes: Buffer | undefined,
  headers: AnswerHeaders,
): Promise<string | undefined> {
  const encoding = [headers["content-encoding"] ?? ""].flat().join(",").trim().toLowerCase();
  const decode = DECODERS[encoding];
  if (bytes === undefined || decode === undefined) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await decode(bytes));
  } catch {
    return undefined;
  }
}
