/** The record of what a script called, with bounds: a script that calls without end must not fill the memory. */
import type { Exchange, Unmatched, VendorRequest } from "../exchange.ts";
import type { Stub } from "../stubs/stub.ts";
import { originOf } from "../stubs/url-pattern.ts";

/** More than anybody reads. What is beyond is answered, and not recorded. */
export const MOST_EXCHANGES = 10_000;
/** Of all bodies that the record keeps. */
const MOST_BODIES = 32 * 2 ** 20;

/** How a request was answered. */
export interface Course {
  readonly at: string;
  readonly stub: Stub | undefined;
  /** Whether the vendor itself answered. */
  readonly isPassedOn?: boolean | undefined;
  readonly status: number | null;
  readonly received: number;
  readonly durationMs: number;
  readonly unmatched: Unmatched | null;
}

export class ExchangeLog {
  readonly exchanges: Exchange[] = [];
  #room = MOST_BODIES;

  add(request: VendorRequest, course: Course): void {
    if (this.exchanges.length >= MOST_EXCHANGES) return;
    const { method, path, query, body } = request;
    const { at, stub, status, received, durationMs, unmatched } = course;
    const text = body.text === "" ? undefined : body.text;
    const isKept = text !== undefined && text.length <= this.#room;
    if (isKept) this.#room -= text.length;
    this.exchanges.push({
      at,
      method,
      url: `${originOf(request)}${path}`,
      query,
      status,
      by: answeredBy(course),
      stub: stub?.where ?? null,
      fault: stub?.fault === undefined ? null : String(stub.fault),
      durationMs,
      bytes: { sent: body.bytes, received },
      requestBody: isKept ? text : null,
      unmatched,
    });
  }
}

function answeredBy({ stub, isPassedOn }: Course): Exchange["by"] {
  if (isPassedOn === true) return "vendor";
  if (stub === undefined) return null;
  return stub.isRecorded === true ? "cassette" : "stub";
}
