import { BlockList, isIPv6 } from "node:net";
import { expect, it } from "vitest";
import { compileCidr } from "../../../../src/search/text/cidr.ts";

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv6(address) ? "ipv6" : "ipv4");

function inBlockList(net: string, address: string): boolean {
  const [base = "", bits] = net.split("/");
  const list = new BlockList();
  list.addSubnet(base, Number(bits), familyOf(base));
  return list.check(address, familyOf(address));
}

it.each([
  ["10.0.0.0/8", "10.255.0.1", true],
  ["10.0.0.0/8", "11.0.0.1", false],
  ["10.1.2.3/8", "10.9.9.9", true],
  ["10.0.0.1/32", "10.0.0.1", true],
  ["10.0.0.1/32", "10.0.0.2", false],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["128.0.0.0/1", "127.255.255.255", false],
  ["10.0.0.0/8", "010.0.0.1", false],
  ["10.0.0.0/8", "10.0.1", false],
  ["2001:db8::/32", "2001:DB8:0:1::", true],
  ["2001:db8::/32", "2001:db9::", false],
  ["::1/128", "0:0:0:0:0:0:0:1", true],
  ["64:ff9b::10.0.0.0/104", "64:ff9b::a01:203", true],
  ["::/0", "fe80::1", true],
])("%s and %s: %s, as BlockList of Node.js says", (net, address, isIn) => {
  expect(compileCidr(net)?.(address)).toBe(isIn);
  expect(inBlockList(net, address)).toBe(isIn);
});

// Once BlockList says no here too, it can take the place of this code.
it.each([
  ["::/0", "10.0.0.1"],
  ["::/1", "255.255.255.255"],
  ["::ffff:0:0/96", "10.0.0.1"],
  ["::ffff:10.0.0.0/104", "10.1.2.3"],
  ["0.0.0.0/0", "::ffff:10.1.2.3"],
  ["10.0.0.0/8", "::ffff:10.1.2.3"],
  ["10.0.0.0/8", "::ffff:a01:203"],
  ["::/0", "fe80::1%eth0"],
  ["fe80::/10", "fe80::1%eth0"],
])("keeps IPv4, IPv6, and zones apart, which BlockList does not: %s, %s", (net, address) => {
  expect(compileCidr(net)?.(address)).toBe(false);
  expect(inBlockList(net, address)).toBe(true);
});

it.each(["10.0.0.0/33", "::/129", "fe80::%eth0/10", "10.0.0.0", "10.0.0/8", "/8", "10.0.0.0/ 8"])(
  "takes `%s` for no net",
  (net) => {
    expect(compileCidr(net)).toBeUndefined();
  },
);
