/**
 * The part of the verdict on REST calls: endpoints that ar-sim does not emulate, and calls that the user may not
 * make.
 */
import type { Reason, RestRecord } from "../transcript.ts";

export type OnUnknownEndpoint = "answer" | "warn" | "fail";

const MOST_TOLD = 5;

export function judgeRest(rest: readonly RestRecord[], onUnknown: OnUnknownEndpoint): Reason[] {
  return [...refused(rest), ...unknown(rest, onUnknown), ...answered(rest)];
}

function unknown(rest: readonly RestRecord[], onUnknown: OnUnknownEndpoint): Reason[] {
  const calls = rest.filter((call) => !call.known);
  if (calls.length === 0 || onUnknown === "answer") return [];
  return [
    {
      id: "rest-known",
      status: onUnknown === "fail" ? "fail" : "warn",
      message: `${count(calls)} to endpoints that ar-sim does not play, answered 404 as splunkd answers what it does not know`,
      because: few(calls.map(({ method, path }) => `${method} ${path}`)),
      hint: "If the add-on brings the endpoint (restmap.conf), load that add-on with --also; if Splunk does, please report it.",
    },
  ];
}

/** Scripts rarely report a 403 as such. */
function refused(rest: readonly RestRecord[]): Reason[] {
  const calls = rest.filter((call) => call.status === 403 && call.refusal !== undefined);
  const [first] = calls;
  if (first === undefined) return [];
  const { capabilities = [] } = first;
  return [
    {
      id: "rest-allowed",
      status: "warn",
      message: `${count(calls)} answered 403: ${first.user ?? "nobody"} may not do all that the script does`,
      because: few(calls.map(({ method, path, refusal }) => `${method} ${path}: ${refusal}`)),
      hint:
        capabilities.length === 0
          ? "Owners of searches with this action need the rights; say so in the add-on's documentation."
          : `Owners of searches with this action need a role with ${capabilities.join(" OR ")}; say so in the add-on's documentation, or let the script do without.`,
    },
  ];
}

const CLIENT_ERROR = 400;
const SERVER_ERROR = 500;

/** A note alone: many a script asks for what may not be there, and goes on. */
function answered(rest: readonly RestRecord[]): Reason[] {
  const calls = rest.filter(
    ({ status, refusal, known }) =>
      known &&
      refusal !== undefined &&
      status >= CLIENT_ERROR &&
      status < SERVER_ERROR &&
      status !== 403,
  );
  if (calls.length === 0) return [];
  return [
    {
      id: "rest-answered",
      status: "not-applicable",
      message: `${count(calls)} answered with an error: the script may count on it`,
      because: few(
        calls.map(({ status, method, path, refusal }) => `${status} ${method} ${path}: ${refusal}`),
      ),
    },
  ];
}

function count(calls: readonly RestRecord[]): string {
  return calls.length === 1 ? "1 request" : `${calls.length} requests`;
}

function few(lines: readonly string[]): string[] {
  const all = [...new Set(lines)];
  const more = all.length > MOST_TOLD ? [`and ${all.length - MOST_TOLD} more`] : [];
  return [...all.slice(0, MOST_TOLD), ...more];
}
