import { describe, expect, it } from "vitest";
import {
  createMask,
  maskDeep,
  secretsAmong,
  secretsWithin,
} from "../../../../src/invocation/secrets/mask-secrets.ts";

const SECRETS = ["sekrit-key-12345", 'pa$$ "word"/ü&\\\'x', "^3a2JTIRumq_GZlIFmMypCwaGJ"];

describe.each(SECRETS)("masks %s", (secret) => {
  const bytes = Buffer.from(secret);
  it.each([
    ["as it is", secret],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in JSON within JSON", JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ["in JSON of ASCII", ascii(JSON.stringify(secret).slice(1, -1))],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL, in small letters", lowerHex(encodeURIComponent(secret))],
    ["in a form", new URLSearchParams({ a: secret }).toString().slice(2)],
    ["in XML", xml(secret)],
    ["in hex", bytes.toString("hex")],
    ["in capital hex", bytes.toString("hex").toUpperCase()],
    ["in base64", bytes.toString("base64")],
    ["in base64url", bytes.toString("base64url")],
  ])("%s", (_title, form) => {
    expect(createMask([secret])(`before ${form} after`)).toBe("before <redacted> after");
  });

  it.each(["u:", "me:", "user:"])("in base64 of an Authorization header behind %s", (user) => {
    const mask = createMask([secret]);
    const masked = mask(Buffer.from(`${user}${secret}`).toString("base64"));
    expect(masked).toMatch(/^.{0,8}<redacted>.{0,2}$/);
    const more = mask(Buffer.from(`${user}${secret}:more`).toString("base64"));
    expect(more).toMatch(/^.{0,8}<redacted>.{0,9}$/);
  });
});

it("masks a secret that another one begins with, and the other one whole", () => {
  expect(createMask(["abcd", "abcdefgh"])("abcdefgh abcd")).toBe("<redacted> <redacted>");
});

it("leaves short values alone, which would mask ordinary words", () => {
  const text = "a cat on a mat, true, 8089";
  expect(createMask(["a", "", "on", "true", "8089"])(text)).toBe(text);
});

it("tells secrets among parameters by their names", () => {
  expect(
    secretsAmong({ api_key: "k1", password: "p1", host: "h", auth_token: "t1", passport: "x" }),
  ).toEqual(["k1", "p1", "t1"]);
  expect(
    secretsAmong({ access_key: "k1", issue_key: "x", pwd: "p1", url: "https://me:p2@host/?a:b@c" }),
  ).toEqual(["k1", "p1", "p2"]);
});

it("finds the secrets of fixtures, and those within a password that is JSON", () => {
  const fixtures = {
    credentials: [{ realm: "r", username: "u", password: '{"misp_key":"k1","n":1}' }],
    accounts: { account: { main: { api_key: "k2", name: "main" } } },
    users: [{ name: "ann", password: "p1" }],
  };
  expect(secretsWithin(fixtures)).toEqual(['{"misp_key":"k1","n":1}', "k1", "k2", "p1"]);
  expect(secretsWithin(undefined)).toEqual([]);
});

it("masks every string of a value and keeps its shape, odd keys included", () => {
  const value = JSON.parse('{"a":["key123",1,null],"__proto__":{"b":"key123"}}');
  const masked = maskDeep(value, createMask(["key123"]));
  expect(JSON.stringify(masked)).toBe('{"a":["<redacted>",1,null],"__proto__":{"b":"<redacted>"}}');
});

function ascii(text: string): string {
  return text.replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function xml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

it("takes a parameter that is only a token for no secret", () => {
  const mask = createMask(secretsAmong({ api_token: "$result.token$", other_token: "s3cr3t$x" }));
  expect(mask("param.api_token: $result.token$ and s3cr3t$x")).toBe(
    "param.api_token: $result.token$ and <redacted>",
  );
});
