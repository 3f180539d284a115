/** Writes down, for the Python of a script, what it may reach, and makes the file in which it tells its attempts. */
import { lookup } from "node:dns/promises";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import type { Answering, Destination, LetThrough } from "./fence-types.ts";
import { ownHosts } from "./hosts.ts";

export interface OutboundRules {
  /** Whether a fence below refuses what is not allowed, so that Python only tells of it. */
  readonly isHeld: boolean;
  /** What ar-sim itself offers. */
  readonly offered: readonly Destination[];
  readonly network: LetThrough;
  /** Whether the kernel refuses all sockets but those of TCP, so that no name can be looked up. */
  readonly isConfined: boolean;
  readonly answering: Answering | undefined;
  /** Where connections to what is answered are led, if Python has to lead them. */
  readonly redirectPort: number | undefined;
}

/** `root` is the folder that SPLUNK_HOME lies in. */
export async function layRules(root: string, rules: OutboundRules): Promise<void> {
  const { isHeld, offered, network } = rules;
  const allowed = typeof network === "string" ? [] : network;
  const refuses = !isHeld && network !== "allow";
  const addresses = rules.isConfined ? await addressesOf(allowed) : [];
  const lines = [
    ...(refuses ? [["refuses"], ["makes_names"]] : []),
    ...(rules.isConfined ? [["confined"]] : []),
    ...(network === "allow" ? [["allows_all"]] : []),
    ["apps", join(root, "splunk/etc/apps/")],
    ...[...ownHosts()].map((host) => ["own", host]),
    ...offered.map(({ host, port }) => ["offer", host, port]),
    ...allowed.map(({ host, port }) => ["allow", host, port]),
    ...addresses.map(({ host, address }) => ["address", host, address]),
    ...answerLines(rules),
  ];
  const folder = outboundFolder(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "told"), "");
  if (rules.answering !== undefined) {
    writeFileSync(join(folder, "redirects"), "");
    writeFileSync(join(folder, "authority.pem"), rules.answering.cert);
    const others = network === "deny" ? [] : rootCertificates;
    writeFileSync(trustedFile(root), `${[rules.answering.cert.trim(), ...others].join("\n")}\n`);
  }
  writeFileSync(join(folder, "rules"), lines.map((words) => `${words.join("\t")}\n`).join(""));
}

function answerLines({ answering, redirectPort }: OutboundRules): (string | number)[][] {
  if (answering === undefined || redirectPort === undefined) return [];
  return [
    ["redirect", redirectPort],
    ...answering.unknownNames.map((host) => ["unknown", host]),
    ...answering.ports.map((port) => ["answered_port", port]),
    ...answering.destinations.map(({ host, port }) => ["answered", host, port]),
  ];
}

/** What scripts trust. Python also lays it over each of its own bundles. */
export function trustedFile(root: string): string {
  return join(outboundFolder(root), "trusted.pem");
}

export function outboundFolder(root: string): string {
  return join(root, "outbound");
}

async function addressesOf(
  allowed: readonly Destination[],
): Promise<{ readonly host: string; readonly address: string }[]> {
  const hosts = [...new Set(allowed.map(({ host }) => host))];
  const known = await Promise.all(
    hosts.map(async (host) => {
      try {
        const all = await lookup(host, { all: true });
        return all.map(({ address }) => ({ host, address }));
      } catch {
        // The script then finds out that the name has no address.
        return [];
      }
    }),
  );
  return known.flat();
}
