/** The part of the verdict on what the script tried to reach. An attempt that the fence refused fails it. */
import type { Outbound, Reason } from "../transcript.ts";

const MOST_TOLD = 10;

/** Also where the script swallowed the error: on a Splunk server, the attempt would have been real. */
export function judgeOutbound(outbound: readonly Outbound[]): Reason[] {
  const refused = outbound.filter(({ refusal }) => refusal !== null);
  if (refused.length === 0) return [];
  const attempts = [...new Set(refused.map(toldAs))];
  const options = [
    ...new Set(
      refused
        .filter(({ protocol, host }) => protocol !== "dns" && host !== "")
        .map(({ host, port }) => `${shown(host)}:${port}`),
    ),
  ];
  const more = attempts.length > MOST_TOLD ? [`and ${attempts.length - MOST_TOLD} more`] : [];
  return [
    {
      id: "outbound",
      status: "fail",
      message: `the script tried to reach ${attempts.length === 1 ? "another machine or service" : `${attempts.length} other machines or services`}, which ar-sim refused`,
      where: refused.find(({ where }) => where !== null)?.where ?? undefined,
      because: [...attempts.slice(0, MOST_TOLD), ...more],
      hint: `To let it through, write --network allow=${options.slice(0, 3).join(",") || "HOST:PORT"}. In the library, set the option network.`,
    },
  ];
}

function toldAs({ protocol, host, port, method, path, where }: Outbound): string {
  const target = targetOf(protocol, host, port);
  const request = method === null ? "" : `, ${method} ${path ?? ""}`;
  const place = where === null ? "" : `, at ${where.file}:${where.line ?? 1}`;
  return `${protocol}: ${target}${request}${place}`;
}

function targetOf(protocol: string, host: string, port: number): string {
  if (host === "") return "an address that is not known";
  return protocol === "dns" ? host : `${shown(host)}:${port}`;
}

/** An IPv6 address has brackets before a port. */
function shown(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
