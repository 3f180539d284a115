/** Answers from a cassette. Each exchange answers once, so that the same request gets its answers in their order. */
import { closeSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { HarnessError } from "../../errors.ts";
import { openRegular } from "../../host/files/read-regular.ts";
import type { Unmatched, VendorRequest } from "../exchange.ts";
import { pasteStub } from "../stubs/paste-stub.ts";
import type { AnswerBody, Difference, Stub } from "../stubs/stub.ts";
import { originOf, parseUrlPattern, type UrlPattern } from "../stubs/url-pattern.ts";
import type { RecordedExchange } from "./cassette-schema.ts";
import { type PlacedExchange, readCassette } from "./read-cassette.ts";
import { isSameText, textFaults } from "./recorded-text.ts";

interface Entry {
  readonly stub: Stub;
  readonly exchange: RecordedExchange;
  /** Of the URL as it was recorded. */
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  isUsed: boolean;
}

/** A request that nothing answers is held against so many. */
const MOST_COMPARED = 1000;
const MOST_TOLD = 5;

export class Replay {
  readonly #entries: readonly Entry[];
  /** Before it, all are used. */
  #first = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** @throws HarnessError HTTP_NO_CASSETTE, HTTP_BAD_CASSETTE */
  static load(cassette: string): Replay {
    return new Replay(readCassette(cassette).map((placed) => entryOf(placed, dirname(cassette))));
  }

  get urls(): readonly UrlPattern[] {
    const known = new Map(
      this.#entries.map(({ stub: { url } }) => [`${url.host} ${url.port}`, url]),
    );
    return [...known.values()];
  }

  /** The first that was recorded for this request, and did not answer yet. */
  take(request: VendorRequest): Stub | undefined {
    while (this.#entries[this.#first]?.isUsed === true) this.#first += 1;
    for (let at = this.#first; at < this.#entries.length; at++) {
      const entry = this.#entries[at];
      if (entry === undefined || entry.isUsed || !isFor(request, entry)) continue;
      entry.isUsed = true;
      return entry.stub;
    }
    return undefined;
  }

  whyNone(request: VendorRequest): Unmatched {
    let nearest: { readonly entry: Entry; readonly weight: number; differs: string[] } | undefined;
    for (const entry of this.#entries.slice(0, MOST_COMPARED)) {
      const wrong = differences(request, entry);
      const weight = wrong.reduce((sum, difference) => sum + difference.weight, 0);
      const differs = wrong.map(({ text }) => text);
      if (wrong.length === 0) differs.push("it answered already: it was recorded once");
      if (nearest === undefined || weight < nearest.weight) nearest = { entry, weight, differs };
    }
    return {
      nearest: nearest?.entry.stub.where ?? null,
      differs: nearest?.differs.slice(0, MOST_TOLD) ?? ["the cassette has no exchange"],
      paste: pasteStub(request),
    };
  }
}

function entryOf({ exchange, where }: PlacedExchange, folder: string): Entry {
  const [, origin = "", path = "", query = ""] =
    /^(https?:\/\/[^/?#]*)([^?#]*)\??(.*)$/s.exec(exchange.url) ?? [];
  const stub: Stub = {
    method: exchange.method,
    url: parseUrlPattern(origin),
    body: undefined,
    times: 1,
    answer: {
      status: exchange.status,
      headers: headersOf(exchange),
      body: bodyOf(exchange, folder, where.file),
      delayMs: 0,
    },
    fault: undefined,
    where,
    isForThisRun: false,
    isRecorded: true,
  };
  return { stub, exchange, origin: origin.toLowerCase(), path, query, isUsed: false };
}

function headersOf({ headers = {} }: RecordedExchange): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => {
      const [first = "", ...more] = values;
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

function bodyOf({ response = {} }: RecordedExchange, folder: string, cassette: string): AnswerBody {
  const { json, text, base64, file } = response;
  if (json !== undefined)
    return { kind: "text", text: JSON.stringify(json), type: "application/json" };
  if (text !== undefined) return { kind: "text", text, type: "text/plain; charset=utf-8" };
  if (base64 !== undefined) return { kind: "bytes", bytes: Buffer.from(base64, "base64") };
  if (file === undefined) return { kind: "none" };
  const path = resolve(folder, file);
  // What a stranger wrote must not hand other files to a script.
  if (!path.startsWith(resolve(folder) + sep) || !isFile(path)) {
    throw new HarnessError("HTTP_BAD_CASSETTE", `there is no file ${file} beside the cassette`, {
      hint: "Record it again with --network record.",
      where: { file: cassette },
    });
  }
  return { kind: "file", file: path };
}

function isFor(request: VendorRequest, entry: Entry): boolean {
  // What is cheap comes first, since a cassette may be long.
  return entry.exchange.method === request.method && differences(request, entry).length === 0;
}

function differences(request: VendorRequest, entry: Entry): Difference[] {
  const { exchange, origin, path, query } = entry;
  const wrong: Difference[] = [];
  const differs = (weight: number, what: string, is: string, was: string): void => {
    if (!isSameText(is, was))
      wrong.push({ weight, text: `the ${what} is ${is}, and ${was} was recorded` });
  };
  differs(100, "host", originOf(request).toLowerCase(), origin);
  differs(10, "path", request.path, path === "" ? "/" : path);
  differs(5, "method", request.method, exchange.method);
  differs(2, "query", request.query, query);
  for (const text of bodyDifferences(request, exchange)) wrong.push({ weight: 1, text });
  return wrong;
}

function bodyDifferences({ body, boundary }: VendorRequest, { request = {} }: RecordedExchange) {
  const { json, text, sha256 } = request;
  if (sha256 !== undefined) return body.sha256 === sha256 ? [] : ["the body is another one"];
  const recorded = json === undefined ? (text ?? "") : JSON.stringify(json);
  if (body.text === undefined) return ["the body is no text, or too large to look at"];
  return textFaults(steady(body.text, boundary), recorded);
}

/** Clients draw the borders between the parts of a form anew each time. */
export function steady(text: string, boundary: string | undefined): string {
  return boundary === undefined ? text : text.replaceAll(boundary, "ar-sim-boundary");
}

function isFile(path: string): boolean {
  try {
    closeSync(openRegular(path));
    return true;
  } catch {
    return false;
  }
}
