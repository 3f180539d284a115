/** What a fence is asked to do, and what it tells. */

import type { Socket } from "node:net";
import type { Where } from "../../errors.ts";

/**
 * `auto`: the strongest that the machine allows. `namespace`: Linux namespaces. `landlock`: rules of the Linux
 * kernel for ports and sockets. `process`: a watch inside the Python of the script. `off`: none.
 */
export type FenceWish = "auto" | "namespace" | "landlock" | "process" | "off";

export interface Destination {
  /** A name or an address. */
  readonly host: string;
  readonly port: number;
}

/** What a fence lets through, beside what ar-sim itself offers. */
export type LetThrough = "deny" | "allow" | readonly Destination[];

/** Calls of HTTP are passed on and recorded, or answered from the recording. Nothing else is let through. */
export interface Taped {
  readonly tape: "record" | "replay";
  /** What is recorded. Empty: each host, at ports 80 and 443. */
  readonly hosts: readonly Destination[];
}

/** What a script may reach, beside what ar-sim itself offers. */
export type NetworkWish = LetThrough | Taped;

/** ar-sim connects in place of a script that is recorded, so the fence lets nothing through. */
export function letThrough(wish: NetworkWish): LetThrough {
  return isTaped(wish) ? "deny" : wish;
}

export function isTaped(wish: NetworkWish): wish is Taped {
  return typeof wish === "object" && "tape" in wish;
}

/** Answers a script in place of the hosts that it calls. */
export interface Answering {
  /** Ports at which a script may call one of them. */
  readonly ports: readonly number[];
  /** What is answered, with `*` for any text in a host. */
  readonly destinations: readonly Destination[];
  /** Names that are not known, with `*` for any text. */
  readonly unknownNames: readonly string[];
  /** The certificate of the authority that vouches for the answers, as PEM. */
  readonly cert: string;
  /** Whether this is answered. What is not gets there too, so that it can be told, where nothing lets it through. */
  answers(to: Destination): boolean;
  /** Takes over a connection that was meant for `to`. */
  receive(socket: Socket, to: Destination): void;
}

/** The fence of a run. */
export interface FenceReport {
  readonly kind: "namespace" | "landlock" | "process" | "none";
  /** Why none stands that is stronger, or why there is none. */
  readonly why: string | null;
  /** What it does not hold back, or does not see. */
  readonly limits: string | null;
}

/** The refusal of an attempt that a fence held back. Others are the system's message. */
export const REFUSED = "refused by the fence";

/** An attempt of a script to reach something. */
export interface Outbound {
  /** ISO 8601. */
  readonly at: string;
  /** `tcp`, `udp` or `dns`, or what speaks at this port: `http`, `https`, `smtp`. */
  readonly protocol: string;
  /** The name that was looked up, or the address. Empty where it is not known. */
  readonly host: string;
  readonly port: number;
  /** Of the HTTP request, where Python shows it; the path without its query. */
  readonly method: string | null;
  readonly path: string | null;
  /** The status of the answer, where Python shows it. */
  readonly status: number | null;
  /** Why it came to nothing; null where it was let through. */
  readonly refusal: string | null;
  /** The line of the add-on that it comes from, where Python shows it. */
  readonly where: Where | null;
  /** null where it did not pass through ar-sim. */
  readonly durationMs: number | null;
  /** Sent by the script, and received by it. null where they did not pass through ar-sim. */
  readonly bytes: { readonly sent: number; readonly received: number } | null;
}
