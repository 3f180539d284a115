/** Makes of the answer of a stub the one that a fault wants. Pure. */
import { STATUS_CODES } from "node:http";
import type { StubAnswer } from "../stubs/stub.ts";
import { type Fault, isLineFault } from "./fault.ts";

const SLOW_MS = 5000;

/** What a fault does beside its answer: the connection ends, or nothing more comes. */
export type Ending = "whole" | "reset" | "cut" | "stall";

export interface SpoiledAnswer {
  readonly answer: StubAnswer;
  readonly ending: Ending;
}

/** For an answer that is cut in its middle, where the stub has none. */
const SOME_BODY = {
  kind: "text",
  text: '{"ok": true, "items": [1, 2, 3]}',
  type: "application/json",
} as const;

export function spoilAnswer(answer: StubAnswer, fault: Fault | undefined): SpoiledAnswer {
  // A script that goes on in spite of it, such as one that verifies no certificate, gets its answer.
  if (fault === undefined || isLineFault(fault)) return { answer, ending: "whole" };
  if (typeof fault === "number") return whole(ofStatus(answer, fault));
  const body = answer.body.kind === "none" ? SOME_BODY : answer.body;
  switch (fault) {
    case "reset":
      return { answer, ending: "reset" };
    case "html":
      return whole(page(answer, 200));
    case "empty":
      return whole({ ...answer, status: 200, body: { ...SOME_BODY, text: "" } });
    case "malformed":
      return whole({ ...answer, status: 200, body: { ...SOME_BODY, text: '{"ok": tru' } });
    case "truncated":
      return { answer: { ...answer, body }, ending: "cut" };
    case "stall":
      return { answer: { ...answer, body }, ending: "stall" };
    case "slow":
      return whole({ ...answer, delayMs: answer.delayMs === 0 ? SLOW_MS : answer.delayMs });
  }
}

function whole(answer: StubAnswer): SpoiledAnswer {
  return { answer, ending: "whole" };
}

function ofStatus(answer: StubAnswer, status: number): StubAnswer {
  if (status === 502) return page(answer, status);
  const headers = status === 429 ? { "Retry-After": "1", ...answer.headers } : answer.headers;
  if (answer.body.kind !== "none") return { ...answer, status, headers };
  const text = JSON.stringify({ error: STATUS_CODES[status] ?? "Error" });
  return { ...answer, status, headers, body: { ...SOME_BODY, text } };
}

/** As a proxy or a firewall before the vendor sends it. */
function page(answer: StubAnswer, status: number): StubAnswer {
  const text =
    "<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>Service unavailable</h1></body></html>";
  return { ...answer, status, body: { kind: "text", text, type: "text/html; charset=utf-8" } };
}
