/** What a fence is asked to do, and what it tells. */

/** `auto`: namespaces where the machine allows them. `off`: none. */
export type FenceWish = "auto" | "namespace" | "off";

export interface Destination {
  /** A name or an address. */
  readonly host: string;
  readonly port: number;
}

/** What a script may reach, beside what ar-sim itself offers. */
export type NetworkWish = "deny" | "allow" | readonly Destination[];

/** The fence of a run. */
export interface FenceReport {
  readonly kind: "namespace" | "none";
  /** Why there is none. */
  readonly why: string | null;
}

/** An attempt of a script to reach something. */
export interface Outbound {
  /** ISO 8601. */
  readonly at: string;
  /** `tcp`, `udp` or `dns`, or what speaks at this port: `http`, `https`, `smtp`. */
  readonly protocol: string;
  /** The name that was looked up, or the address. */
  readonly host: string;
  readonly port: number;
  /** Why it came to nothing; null where it was let through. */
  readonly refusal: string | null;
  readonly durationMs: number;
  /** Sent by the script, and received by it. */
  readonly bytes: { readonly sent: number; readonly received: number };
}
