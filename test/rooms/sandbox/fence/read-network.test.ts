import { expect, it } from "vitest";
import { networkOf, readDestination } from "../../../../src/sandbox/fence/read-network.ts";

it.each([
  ["api.example.com:443", { host: "api.example.com", port: 443 }],
  ["127.0.0.1:9911", { host: "127.0.0.1", port: 9911 }],
  ["[2001:db8::1]:65535", { host: "2001:db8::1", port: 65_535 }],
])("reads %s", (text, destination) => {
  expect(readDestination(text)).toEqual(destination);
});

it.each(["api.example.com", "host:0", "host:65536", "2001:db8::1:443", "a b:1", "a,b:1", ":1", ""])(
  "takes «%s» for no destination",
  (text) => {
    expect(readDestination(text)).toBeUndefined();
  },
);

it("reads what a file declares, and nothing where it declares nothing", () => {
  expect(networkOf(undefined)).toBeUndefined();
  expect(networkOf("allow")).toBe("allow");
  expect(networkOf({ allow: ["a.example:1", "[::1]:2"] })).toEqual([
    { host: "a.example", port: 1 },
    { host: "::1", port: 2 },
  ]);
});
