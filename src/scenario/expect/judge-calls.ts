/** Expectations on the calls of the REST API that an action made. Pure. */
import { wildcard } from "../../text/wildcard.ts";
import type { RestRecord } from "../../transcript.ts";
import type { CallCheck, CallConditions, Count, Expect, PartedCalls } from "./expect.ts";
import { isCount, judgeCount } from "./judge-count.ts";
import type { Mismatch } from "./mismatch.ts";
import { oneOrMore, type PlacedCheck } from "./one-or-more.ts";

const SHOWN = 20;
const SOME = { min: 1 };

type RestCheck = NonNullable<Expect["rest"]>;

export function judgeCalls(calls: readonly RestRecord[], expect: RestCheck): Mismatch[] {
  const checks = isParted(expect)
    ? [
        ...usually(SOME, oneOrMore<CallCheck>(expect.made, "rest.made")),
        ...usually(0, oneOrMore<CallCheck>(expect.notMade, "rest.notMade")),
      ]
    : usually(SOME, oneOrMore<CallCheck>(expect, "rest"));
  return checks.flatMap((check) => judgeCall(calls, check));
}

function isParted(expect: RestCheck): expect is PartedCalls {
  return typeof expect === "object" && ("made" in expect || "notMade" in expect);
}

interface CallsCheck extends PlacedCheck<CallCheck> {
  /** How many there must be, unless the check itself says so. */
  readonly usual: Count;
}

function usually(usual: Count, checks: readonly PlacedCheck<CallCheck>[]): CallsCheck[] {
  return checks.map((check) => ({ ...check, usual }));
}

function judgeCall(calls: readonly RestRecord[], { check, at, usual }: CallsCheck): Mismatch[] {
  const wanted = typeof check === "string" ? readCall(check) : check;
  const count = calls.filter((call) => isCall(call, wanted)).length;
  if (isCount(count, wanted.count ?? usual)) return [];
  return callFault(wanted, at, { count, usual }).map((fault) => ({
    ...fault,
    because: listed(calls),
  }));
}

function callFault(
  wanted: CallConditions,
  at: string,
  { count, usual }: { readonly count: number; readonly usual: Count },
): Mismatch[] {
  const { method, path, status } = wanted;
  const words = [method, path, status].filter((word) => word !== undefined).join(" ");
  if (wanted.count !== undefined)
    return judgeCount(`number of calls of ${words}`, at, count, wanted.count);
  if (usual === 0)
    return [{ at, message: `the action made a call that it must not make: ${words}` }];
  return [{ at, message: `the action did not call ${words}` }];
}

function listed(calls: readonly RestRecord[]): string[] {
  if (calls.length === 0) return ["the action made no call"];
  return calls.slice(0, SHOWN).map((call) => `there is: ${callText(call)}`);
}

export function callText({ method, path, status }: RestRecord): string {
  return `${method} ${path} → ${status}`;
}

function readCall(text: string): CallConditions {
  const [first = "", second] = text.split(" ");
  return second === undefined ? { path: first } : { method: first, path: second };
}
export function isCall(call: RestRecord, wanted: CallConditions): boolean {
  const { method, path, status } = wanted;
  return (
    (method === undefined || call.method === method.toUpperCase()) &&
    (status === undefined || call.status === status) &&
    (path === undefined || isPath(call, path))
  );
}

function isPath(call: RestRecord, pattern: string): boolean {
  const text = pattern.includes("?") ? `${call.path}?${call.query}` : call.path;
  const fits = wildcard(pattern);
  return fits(text) || (text.endsWith("/") && fits(text.slice(0, -1)));
}
