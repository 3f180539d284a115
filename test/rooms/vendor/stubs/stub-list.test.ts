import { expect, it } from "vitest";
import type { VendorRequest } from "../../../../src/vendor/exchange.ts";
import { buildStub, type StubText } from "../../../../src/vendor/stubs/stub.ts";
import { StubList } from "../../../../src/vendor/stubs/stub-list.ts";

const POST: VendorRequest = {
  method: "POST",
  isSecure: true,
  host: "api.example.com",
  port: 443,
  path: "/v1/items",
  query: "page=2&key=a+b",
  body: { bytes: 9, text: '{"a":{"b":[1,{"c":2,"d":3}]},"e":null}' },
};
const FORM: VendorRequest = { ...POST, body: { bytes: 9, text: "user=bob&text=a+b%26c" } };

const list = (...stubs: StubText[]): StubList =>
  new StubList(stubs.map((stub) => buildStub(stub, { folder: "/f" })));
const fits = (stub: StubText, request = POST): boolean => list(stub).take(request) !== undefined;

it.each([
  "https://api.example.com",
  "https://API.example.com/v1/items",
  "https://*.example.com/*/items",
  "https://*/v1/*?page=2",
  "https://api.example.com:443/v1/items?key=a%20b&page=*",
  "https://api.example.com?page=2",
])("takes the URL %s", (url) => expect(fits({ url })).toBe(true));

it.each([
  "http://api.example.com",
  "https://api.example.com:8443",
  "https://api.example.com/",
  "https://example.com/v1/items",
  "https://api.example.com/v1/items/",
  "https://api.example.com/v1/items?page=3",
  "https://api.example.com/v1/items?other=*",
])("does not take the URL %s", (url) => expect(fits({ url })).toBe(false));

const url = "https://api.example.com";

it.each([
  { json: {} },
  { json: { a: { b: [1, { c: 2 }] } } },
  { json: { e: null } },
  { text: '"c":2' },
])("takes the body %j", (body) => expect(fits({ url, body })).toBe(true));

it.each([
  { json: [] },
  { json: { a: { b: [1] } } },
  { json: { a: { b: [1, { c: "2" }] } } },
  { json: { f: null } },
  { text: "other" },
  { form: { a: "*" } },
])("does not take the body %j", (body) => expect(fits({ url, body })).toBe(false));

it("looks at forms", () => {
  expect(fits({ url, body: { form: { user: "bob", text: "a b&c" } } }, FORM)).toBe(true);
  expect(fits({ url, body: { form: { user: "b*" } } }, FORM)).toBe(true);
  expect(fits({ url, body: { form: { user: "alice" } } }, FORM)).toBe(false);
});

it("names the nearest stub, and what differs", () => {
  const where = { file: "a.yaml", line: 7 };
  const near = buildStub(
    { method: "put", url: "https://api.example.com/v1/*", body: { json: { a: { b: [2, {}] } } } },
    { folder: "/f", where },
  );
  const far = buildStub({ url: "https://other.example.com/v1/items" }, { folder: "/f" });
  expect(new StubList([far, near]).whyNone(POST)).toEqual({
    nearest: where,
    differs: ["the method is POST, and the stub has PUT", "json.a.b[0] is 1, and the stub has 2"],
    paste:
      '- { method: POST, url: "https://api.example.com/v1/items", body: { json: {"a":{"b":[1,{"c":2,"d":3}]},"e":null} }, json: {} }',
  });
});

it("looks at no body that is too large", () => {
  const large = { ...POST, body: { bytes: 2 ** 30, text: undefined } };
  expect(fits({ url, body: { text: "" } }, large)).toBe(false);
  expect(fits({ url }, large)).toBe(true);
});

it("says what to paste as YAML that can be read, whatever is in it", async () => {
  const odd = { ...POST, path: "/a: {b}#'\"", body: { bytes: 1, text: '{"k":"# \\" \\n é"}' } };
  const { parse } = await import("yaml");
  expect(parse(list().whyNone(odd).paste)).toEqual([
    {
      method: "POST",
      url: "https://api.example.com/a: {b}#'\"",
      body: { json: { k: '# " \n é' } },
      json: {},
    },
  ]);
});
