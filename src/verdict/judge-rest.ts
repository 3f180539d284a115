/** What the calls to splunkd's REST API say of a run: endpoints that nobody plays here, and splunklib's default port. */
import type { Reason, RestRecord } from "../transcript.ts";

export type OnUnknownEndpoint = "answer" | "warn" | "fail";

const MOST_TOLD = 5;

export function judgeRest(rest: readonly RestRecord[], onUnknown: OnUnknownEndpoint): Reason[] {
  const unknown = rest.filter((call) => !call.known);
  if (unknown.length === 0 || onUnknown === "answer") return [];
  const paths = [...new Set(unknown.map(({ method, path }) => `${method} ${path}`))];
  const more = paths.length > MOST_TOLD ? [`and ${paths.length - MOST_TOLD} more`] : [];
  const count = unknown.length === 1 ? "1 request" : `${unknown.length} requests`;
  return [
    {
      id: "rest-known",
      status: onUnknown === "fail" ? "fail" : "warn",
      message: `${count} to endpoints that ar-sim does not play, answered 404 as splunkd answers what it does not know`,
      because: [...paths.slice(0, MOST_TOLD), ...more],
      hint: "If the add-on brings the endpoint (restmap.conf), load that add-on with --also; if Splunk does, please report it.",
    },
  ];
}
