/** A stub: one answer, and the requests that get it. */
import { resolve } from "node:path";
import type { Config } from "../../addon/config/config-schema.ts";
import type { Where } from "../../errors.ts";
import { readTime } from "../../text/read-time.ts";
import type { Fault } from "../faults/fault.ts";
import type { VendorRequest } from "../exchange.ts";
import { bodyFaults, type BodyConditions } from "./body-conditions.ts";
import { missingPairs, originOf, parseUrlPattern, type UrlPattern } from "./url-pattern.ts";

/** As users write it. */
export type StubText = NonNullable<Config["http"]>[number];

export interface Stub {
  /** In capitals. undefined: any. */
  readonly method: string | undefined;
  readonly url: UrlPattern;
  readonly body: BodyConditions | undefined;
  /** How many requests it answers. */
  readonly times: number;
  readonly answer: StubAnswer;
  readonly fault: Fault | undefined;
  /** Where it stands. undefined for one that the library is given. */
  readonly where: Where | undefined;
  /** Whether it is worth a note that no request used it: those of ar-sim.config are for all cases. */
  readonly isForThisRun: boolean;
  /** Whether it is an exchange of a cassette. */
  readonly isRecorded?: boolean | undefined;
}

export interface StubAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: AnswerBody;
  readonly delayMs: number;
}

export type AnswerBody =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string; readonly type: string }
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  /** An absolute path. */
  | { readonly kind: "file"; readonly file: string };

export interface StubPlace {
  /** The folder that files are relative to. */
  readonly folder: string;
  readonly where?: Where | undefined;
  /** Of ar-sim.config: for all runs of the add-on. */
  readonly isOfConfig?: boolean | undefined;
}

/** A stub of a file, with its place there. */
export interface PlacedStub extends StubPlace {
  readonly stub: StubText;
}

export type GivenStubs = readonly (StubText | PlacedStub)[];

export function buildStubs(given: GivenStubs): Stub[] {
  const folder = process.cwd();
  return given.map((wish) =>
    "stub" in wish ? buildStub(wish.stub, wish) : buildStub(wish, { folder }),
  );
}

export function buildStub(text: StubText, place: StubPlace): Stub {
  const { method, url, body, times = Number.POSITIVE_INFINITY } = text;
  const { status = 200, headers = {}, delay = 0 } = text;
  return {
    method: method?.toUpperCase(),
    url: parseUrlPattern(url),
    body,
    times,
    answer: { status, headers, body: answerBody(text, place.folder), delayMs: readTime(delay) },
    fault: text.fault,
    where: place.where,
    // Nothing arrives of a call to a name that is not known, so nothing tells that it was used.
    isForThisRun: place.isOfConfig !== true && text.fault !== "dns",
  };
}

function answerBody({ json, text, file }: StubText, folder: string): AnswerBody {
  if (json !== undefined)
    return { kind: "text", text: JSON.stringify(json), type: "application/json" };
  if (text !== undefined) return { kind: "text", text, type: "text/plain; charset=utf-8" };
  return file === undefined ? { kind: "none" } : { kind: "file", file: resolve(folder, file) };
}

/** A difference, and how far away from the stub it is. */
export interface Difference {
  readonly weight: number;
  readonly text: string;
}

/** What keeps the stub from answering. The host weighs most, since it tells vendors apart. */
export function differences(request: VendorRequest, stub: Stub): Difference[] {
  const { url, method, body } = stub;
  const wrong: Difference[] = [];
  if (!url.isHost(request.host) || url.port !== request.port || url.isSecure !== request.isSecure)
    wrong.push({
      weight: 100,
      text: `it is for ${originOf(request)}, and the stub for ${originOf(url)}`,
    });
  if (!url.isPath(request.path))
    wrong.push({
      weight: 10,
      text: `the path is ${request.path}, and the stub has ${url.path ?? "/"}`,
    });
  if (method !== undefined && method !== request.method)
    wrong.push({ weight: 5, text: `the method is ${request.method}, and the stub has ${method}` });
  for (const [name, value] of missingPairs(url.query, request.query))
    wrong.push({ weight: 2, text: `the query has no ${name}=${value}` });
  for (const text of body === undefined ? [] : bodyFaults(request.body, body))
    wrong.push({ weight: 1, text });
  return wrong;
}
