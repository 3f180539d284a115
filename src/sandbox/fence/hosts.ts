/** Names and addresses of machines, as a fence compares them. */
import { hostname, networkInterfaces } from "node:os";
import { lazy } from "../../host/lazy.ts";

/** Guess: what mostly speaks at a port. */
const SPEAKS: Readonly<Record<number, string>> = {
  25: "smtp",
  80: "http",
  443: "https",
  465: "smtp",
  587: "smtp",
  8080: "http",
  8443: "https",
};

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** What mostly speaks at this port of TCP, else `tcp`. */
export function protocolAt(port: number): string {
  return SPEAKS[port] ?? "tcp";
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

export function isSameHost(host: string, other: string): boolean {
  const [wanted, known] = [plainHost(host), plainHost(other)];
  return wanted === known || (isLoopback(wanted) && known === "localhost");
}

export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

/** The name and the addresses of this machine. */
export const ownHosts: () => ReadonlySet<string> = lazy(() => {
  const addresses = Object.values(networkInterfaces()).flatMap((known) => known ?? []);
  return new Set([hostname().toLowerCase(), ...addresses.map(({ address }) => address)]);
});
