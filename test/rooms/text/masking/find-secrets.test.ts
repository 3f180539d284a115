import { expect, it } from "vitest";
import {
  secretsAmong,
  secretsInText,
  secretsWithin,
} from "../../../../src/text/masking/find-secrets.ts";
import type { KnownSecret } from "../../../../src/text/masking/mask.ts";
import { secretsInMarkup } from "../../../../src/text/masking/secrets-in-markup.ts";

const valuesOf = (secrets: readonly KnownSecret[]): string[] => secrets.map(({ value }) => value);

it("tells secrets among parameters by their names", () => {
  expect(
    valuesOf(
      secretsAmong({ api_key: "k1", password: "p1", host: "h", auth_token: "t1", passport: "x" }),
    ),
  ).toEqual(["k1", "p1", "t1"]);
  expect(
    valuesOf(
      secretsAmong({
        access_key: "k1",
        issue_key: "x",
        pwd: "p1",
        url: "https://me:p2@host/?a:b@c",
        use_token: "true",
        max_tokens: "500",
        api_token: "$result.token$",
        other_token: "s3cr3t$x",
      }),
    ),
  ).toEqual(["k1", "p1", "p2", "s3cr3t$x"]);
});

it("finds the secrets of fixtures, and those within a password that is JSON", () => {
  const fixtures = {
    credentials: [{ realm: "r", username: "u", password: '{"misp_key":"k1","n":1}' }],
    accounts: { account: { main: { api_key: "k2", name: "main" } } },
    users: [{ name: "ann", password: "p1" }],
    hecTokens: [{ name: "lab", token: "t1" }],
  };
  expect(valuesOf(secretsWithin(fixtures))).toEqual([
    '{"misp_key":"k1","n":1}',
    "k1",
    "k2",
    "p1",
    "t1",
  ]);
  expect(secretsWithin(undefined)).toEqual([]);
});

it("takes all below a telling name, in lists and in pairs", () => {
  expect(valuesOf(secretsWithin({ password: { value: "a1", old: ["a2", { x: "a3" }] } }))).toEqual([
    "a1",
    "a2",
    "a3",
  ]);
  expect(valuesOf(secretsWithin([{ name: "client_secret", value: "b1" }]))).toEqual(["b1"]);
  expect(valuesOf(secretsWithin({ "params.api_key": ["c1", "c2"] }))).toEqual(["c1", "c2"]);
  expect(valuesOf(secretsWithin({ pin_secret: 123456, max_tokens: 900000 }))).toEqual(["123456"]);
});

it("knows what an Authorization header and a Basic one are made of", () => {
  const basic = Buffer.from("ann:s3cret").toString("base64");
  expect(valuesOf(secretsAmong({ Authorization: `Basic ${basic}` }))).toEqual([
    `Basic ${basic}`,
    basic,
    "s3cret",
  ]);
  expect(valuesOf(secretsInText(`curl -H 'Authorization: Bearer abc123xyz'`))).toContain(
    "abc123xyz",
  );
});

it.each([
  ["https://hooks.slack.com/services/T0ABCDEF1/B0ABCDEF2/abcdEFGHijklMNOPqrst1234", 3],
  ["https://discord.com/api/webhooks/123456789012345678/aB-cD_eF123", 2],
  ["https://acme.webhook.office.com/webhookb2/1b9d6bcd-bbfd/IncomingWebhook/0123abcd/x", 2],
  ["https://api.telegram.org/bot123456:ABC-DEF1234/sendMessage", 1],
  ["https://example.com/a/b?token=t0k3n&x=1&sig=s1g", 2],
  ["https://0123456789abcdef0@sentry.example.com/1", 1],
  ["https://example.com/webhook/notify", 0],
  ["https://example.com/services/collector?x=1", 0],
])("finds the tokens of %s", (url, count) => {
  expect(new Set(valuesOf(secretsAmong({ url }))).size).toBe(count);
});

it("finds assignments in texts, and leaves prose and searches alone", () => {
  const found = (text: string): string[] => valuesOf(secretsInText(text));
  expect(found('| sendalert x param.api_key="se cret" param.token=tok')).toEqual([
    "se cret",
    "tok",
  ]);
  expect(found('{"password": "a\\"b", "n": "x"}')).toEqual(['a"b']);
  expect(found("token=abc123 password=correcthorsebatterystaple")).toEqual([
    "abc123",
    "correcthorsebatterystaple",
  ]);
  expect(found('| eval token=user | where password=null() | rename token AS "x"')).toEqual([]);
  expect(found("Token: required. Password: see below. auth=basic")).toEqual([]);
});

it("finds them in markup, by element and by attribute", () => {
  const text =
    '<s:key name="clear_password">a&amp;b</s:key><sessionKey>k1</sessionKey><title>x</title>' +
    '<param name="param.api_key">k2</param><field k="token"><value>k3</value></field>';
  expect(valuesOf(secretsInMarkup(text))).toEqual(["a&b", "k1", "k2", "k3"]);
});
