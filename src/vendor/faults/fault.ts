/** The faults of a vendor, by when they strike. */
import type { ConfigFault } from "../../addon/config/config-schema.ts";

export type Fault = ConfigFault;

/** Before there is a request, so that only the host and the port of a stub count. */
const OF_LINES = ["dns", "refused", "timeout", "tls", "wrong-host"] as const;

export type LineFault = (typeof OF_LINES)[number];

export function isLineFault(fault: Fault | undefined): fault is LineFault {
  return OF_LINES.some((name) => name === fault);
}

/** In the order of a call. The pages list them. */
export const FAULTS: Readonly<Record<Fault, string>> = {
  dns: "The name of the host is not known.",
  refused: "The connection is reset as soon as it is open.",
  timeout: "The connection is open, and nothing comes.",
  tls: "The TLS handshake is refused.",
  "wrong-host":
    "The certificate is for another host. A script that does not verify it gets the answer.",
  reset: "The connection is reset after the request.",
  400: "Status 400",
  401: "Status 401",
  403: "Status 403",
  404: "Status 404",
  429: "Status 429, with `Retry-After: 1`",
  500: "Status 500",
  502: "Status 502, with an HTML page",
  503: "Status 503",
  html: "Status 200, with an HTML page that tells of an error",
  empty: "Status 200, without a body",
  malformed: "Status 200, with JSON that breaks off",
  truncated: "The connection ends in the middle of the body.",
  slow: "The first byte comes after 5 s, or after `delay`.",
  stall: "Half of the body comes, and then nothing more.",
};

/** All of them, in the order of the pages. */
export const FAULT_NAMES: readonly Fault[] = Object.keys(FAULTS).map((name) => {
  const fault = readFault(name);
  if (fault === undefined) throw new TypeError(`${name} is no fault`);
  return fault;
});

/** undefined for what is none. A status is a number. */
export function readFault(name: string): Fault | undefined {
  const fault = /^\d+$/.test(name) ? Number(name) : name;
  return isFault(fault) ? fault : undefined;
}

function isFault(value: string | number): value is Fault {
  return Object.hasOwn(FAULTS, value);
}
