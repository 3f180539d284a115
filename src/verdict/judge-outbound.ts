/** The part of the verdict on what the script tried to reach. An attempt that the fence refused fails it. */
import { type Outbound, REFUSED, type Reason } from "../transcript.ts";

const MOST_TOLD = 10;
/** A line that is to be pasted stays short. */
const MOST_PASTED = 3;

/** Also where the script swallowed the error: on a Splunk server, the attempt would have been real. */
export function judgeOutbound(outbound: readonly Outbound[]): Reason[] {
  const refused = outbound.filter(({ refusal }) => refusal === REFUSED);
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
      hint: waysToAllow(options.length === 0 ? ["HOST:PORT"] : options.slice(0, MOST_PASTED)),
    },
  ];
}

/** With the text to paste. */
function waysToAllow(destinations: readonly string[]): string {
  const list = `network: { allow: [${destinations.map((destination) => JSON.stringify(destination)).join(", ")}] }`;
  return [
    `To let it through, use one of these. On the command line: --network allow=${destinations.join(",")}`,
    `In a scenario: given: { ${list} }`,
    `In ar-sim.config.yaml: ${list}`,
  ].join(". ");
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
