/** Expectations on the calls of an action to others, which ar-sim answered in their place. Pure. */
import type { Exchange } from "../../transcript.ts";
import { bodyFaults } from "../../vendor/stubs/body-conditions.ts";
import { missingPairs, parseUrlPattern } from "../../vendor/stubs/url-pattern.ts";
import type { Count, HttpCallCheck, HttpCallConditions, HttpCheck } from "./expect.ts";
import { isCount, judgeCount } from "./judge-count.ts";
import type { Mismatch } from "./mismatch.ts";
import { oneOrMore, type PlacedCheck } from "./one-or-more.ts";

const SHOWN = 20;
const SOME = { min: 1 };

export function judgeHttpCalls(calls: readonly Exchange[], expect: HttpCheck): Mismatch[] {
  const { made, notMade, count } = expect;
  return [
    ...oneOrMore<HttpCallCheck>(made, "http.made").flatMap((check) =>
      judgeCall(calls, check, SOME),
    ),
    ...oneOrMore<HttpCallCheck>(notMade, "http.notMade").flatMap((check) =>
      judgeCall(calls, check, 0),
    ),
    ...(count === undefined
      ? []
      : judgeCount("number of HTTP calls", "http.count", calls.length, count)),
  ];
}

function judgeCall(
  calls: readonly Exchange[],
  { check, at }: PlacedCheck<HttpCallCheck>,
  usual: Count,
): Mismatch[] {
  const wanted = typeof check === "string" ? readCall(check) : check;
  const fitting = calls.filter((call) => callFaults(call, wanted).length === 0);
  if (isCount(fitting.length, wanted.count ?? usual)) return [];
  const words = [wanted.method, wanted.url, wanted.status].filter((word) => word !== undefined);
  const call = words.length === 0 ? "such a call" : words.join(" ");
  const because = listed(calls, wanted);
  if (wanted.count !== undefined) {
    const what = `number of calls of ${call}`;
    return judgeCount(what, at, fitting.length, wanted.count).map((fault) => ({
      ...fault,
      because,
    }));
  }
  const message =
    usual === 0
      ? `the action made a call that it must not make: ${call}`
      : `the action did not call ${call}`;
  return [{ at, message, because }];
}

function readCall(text: string): HttpCallConditions {
  const [first = "", second] = text.split(" ");
  return second === undefined ? { url: first } : { method: first, url: second };
}

/** What is not as wanted. Empty where all is. */
export function callFaults(call: Exchange, wanted: HttpCallConditions): string[] {
  const { method, url, body, status } = wanted;
  const faults: string[] = [];
  if (method !== undefined && method.toUpperCase() !== call.method)
    faults.push(`the method is ${call.method}`);
  if (url !== undefined && !isUrl(call, url)) faults.push("the URL differs");
  if (status !== undefined && status !== call.status)
    faults.push(`the status is ${call.status ?? "none"}`);
  if (body !== undefined) {
    const { requestBody: text, bytes } = call;
    const given = { bytes: bytes.sent, text: text ?? (bytes.sent === 0 ? "" : undefined) };
    faults.push(...bodyFaults(given, body));
  }
  return faults;
}

function isUrl({ url, query }: Exchange, wanted: string): boolean {
  const pattern = parseUrlPattern(wanted);
  const { isSecure, host, port, path = "/" } = parseUrlPattern(url);
  return (
    isSecure === pattern.isSecure &&
    port === pattern.port &&
    pattern.isHost(host) &&
    pattern.isPath(path) &&
    missingPairs(pattern.query, query).length === 0
  );
}

function listed(calls: readonly Exchange[], wanted: HttpCallConditions): string[] {
  if (calls.length === 0) return ["the action made no HTTP call that ar-sim saw"];
  return calls.slice(0, SHOWN).map((call) => {
    const faults = callFaults(call, wanted);
    return `there is: ${exchangeText(call)}${faults.length === 0 ? "" : `: ${faults.join("; ")}`}`;
  });
}

export function exchangeText({ method, url, query, status }: Exchange): string {
  const target = query === "" ? url : `${url}?${query}`;
  return `${method} ${target} → ${status ?? "no answer"}`;
}
