/** A host that was not reached: held back by the fence, no such name, nobody listens, no answer in time. */
import { REFUSED } from "../../sandbox/fence/fence-types.ts";
import type { Outbound } from "../../sandbox/fence/fence-types.ts";
import type { Explanation } from "../cause.ts";
import { quoted } from "../words.ts";

/** Ground: messages of socket, urllib, http.client, requests, and httplib2 for a connection that fails. */
const ABOUT_REACH =
  /urlopen error|getaddrinfo|Name or service not known|name resolution|Connection(?:Error| refused| reset| aborted)|Max retries exceeded|timed? ?out|unreachable|NewConnectionError|Unable to find the server|Errno -?\d+|refused|connect/i;

export const notReached: Explanation = ({ raised, outbound }) => {
  if (/CERTIFICATE_VERIFY_FAILED/.test(raised.message)) return undefined;
  if (!ABOUT_REACH.test(`${raised.type} ${raised.message}`)) return undefined;
  const failed = outbound.filter(({ refusal }) => refusal !== null);
  const attempt = failed.findLast(({ host }) => raised.message.includes(host)) ?? failed.at(-1);
  if (attempt === undefined) return undefined;
  const { where, refusal } = attempt;
  return {
    because: `The script tried to reach ${quoted(addressOf(attempt))}${attempt.protocol === "dns" ? " (its name)" : ""}: ${refusal}.`,
    hint:
      refusal === REFUSED
        ? `ar-sim lets a script out only where you allow it: --network allow=${attempt.host}:${attempt.port}.`
        : "Check the name, the port, and the proxy. Let the script tell which address it could not reach.",
    see: where ?? undefined,
  };
};

/** Killed at maxtime: what it did last tells most of what it waited for. */
export const killedAtMaxtime: Explanation = ({ killedAfterMs, rest, outbound, raised }) => {
  if (killedAfterMs === null) return undefined;
  const attempt = outbound.at(-1);
  const request = rest.at(-1);
  const deed =
    attempt !== undefined && attempt.at >= (request?.at ?? "")
      ? `tried to reach ${quoted(addressOf(attempt))}`
      : request !== undefined
        ? `sent ${request.method} ${request.path} to splunkd`
        : raised.message !== ""
          ? `wrote ${quoted(raised.message)}`
          : "wrote nothing, and sent no request";
  return {
    because: `The script was still running. Before that, it ${deed}.`,
    hint: "Give each request a timeout, wait for less, or raise `maxtime` of the action in alert_actions.conf.",
    see: attempt?.where ?? undefined,
  };
};

function addressOf({ protocol, host, port, path }: Outbound): string {
  const isWeb = protocol === "http" || protocol === "https";
  return isWeb ? `${protocol}://${host}:${port}${path ?? ""}` : `${host}:${port}`;
}
