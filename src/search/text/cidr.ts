/**
 * `src=10.0.0.0/8` matches addresses in that net. Ground: Search Reference, «search»: CIDR notation for IPv4 and IPv6.
 *
 * Not `BlockList` of node:net, which answers otherwise: to it `10.0.0.1` is also `::ffff:10.0.0.1`, so `::/0` has every
 * IPv4 address, and it drops the zone of `fe80::1%eth0`. It also takes four times as long for each address.
 * Guess: Splunk keeps the two notations apart, since a search compares what an event has written.
 */
import { isIPv4, isIPv6 } from "node:net";

export interface Net {
  readonly family: 4 | 6;
  readonly bits: number;
  /** What all addresses in the net have in common. */
  readonly prefix: string;
}

/** undefined when the text is no CIDR notation. */
export function netOf(text: string): Net | undefined {
  const slash = text.indexOf("/");
  if (slash < 2 || !/^\d{1,3}$/.test(text.slice(slash + 1))) return undefined;
  const base = text.slice(0, slash);
  const bits = Number(text.slice(slash + 1));
  const family = isIPv4(base) ? 4 : 6;
  if (family === 4 ? bits > 32 : bits > 128) return undefined;
  const prefix = prefixOf(base, { family, bits });
  return prefix === undefined ? undefined : { family, bits, prefix };
}

/** A test for addresses in the net, or undefined when the text is no CIDR notation. */
export function compileCidr(text: string): ((address: string) => boolean) | undefined {
  const net = netOf(text);
  return net && ((address) => prefixOf(address, net) === net.prefix);
}

/** The front of an address, as long as that of the net; undefined for an address of another family. */
export function prefixOf(
  address: string,
  { family, bits }: Pick<Net, "family" | "bits">,
): string | undefined {
  if (family === 4) return isIPv4(address) ? String(prefix32(address, 32 - bits)) : undefined;
  if (!isIPv6(address) || address.includes("%")) return undefined;
  return String(toBits128(address) >> BigInt(128 - bits));
}

/** Of an IPv6 address: its bits in full, which sort as text. */
export function addressKey(address: string): string {
  return toBits128(address.replace(/%.*$/, "")).toString(16).padStart(32, "0");
}

function prefix32(address: string, shift: number): number {
  const bits = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return Math.floor(bits / 2 ** shift);
}

function toBits128(address: string): bigint {
  const v4 = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex =
    v4 === null
      ? address
      : address.slice(0, v4.index) +
        [1, 3].map((n) => (Number(v4[n]) * 256 + Number(v4[n + 1])).toString(16)).join(":");
  const [head = "", tail] = hex.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, zeros)).fill("0"), ...back];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
