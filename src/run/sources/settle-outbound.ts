/** Says of each attempt to reach something how what answers in its place went about it. Pure. */
import type { Outbound } from "../../transcript.ts";
import type { VendorConnection } from "../../vendor/server/vendor-server.ts";

/** Both are in the order of time. */
export function settleOutbound(
  outbound: readonly Outbound[],
  connections: readonly VendorConnection[],
): Outbound[] {
  const waiting = new Map<string, VendorConnection[]>();
  for (const connection of connections) {
    const queue = waiting.get(keyOf(connection));
    if (queue === undefined) waiting.set(keyOf(connection), [connection]);
    else queue.push(connection);
  }
  for (const queue of waiting.values()) queue.reverse();
  return outbound.map((attempt) => {
    if (attempt.refusal !== null || UNSETTLED.has(attempt.protocol)) return attempt;
    const connection = waiting.get(keyOf(attempt))?.pop();
    return connection === undefined ? attempt : { ...attempt, refusal: connection.refusal };
  });
}

/** What is never answered in place of somebody. */
const UNSETTLED = new Set(["udp", "dns", "raw"]);

function keyOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.toLowerCase()} ${port}`;
}
