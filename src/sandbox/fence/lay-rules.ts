/** Writes down, for the Python of a script, what it may reach, and makes the file in which it tells its attempts. */
import { lookup } from "node:dns/promises";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Destination, NetworkWish } from "./fence-types.ts";
import { ownHosts } from "./hosts.ts";

export interface OutboundRules {
  /** Whether a fence below refuses what is not allowed, so that Python only tells of it. */
  readonly isHeld: boolean;
  /** What ar-sim itself offers. */
  readonly offered: readonly Destination[];
  readonly network: NetworkWish;
  /** Whether the kernel refuses all sockets but those of TCP, so that no name can be looked up. */
  readonly isConfined: boolean;
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
  ];
  const folder = outboundFolder(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "told"), "");
  writeFileSync(join(folder, "rules"), lines.map((words) => `${words.join("\t")}\n`).join(""));
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
