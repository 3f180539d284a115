// Each way in which a request or an answer may carry a secret: what is told of it has none.
import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import {
  mayNameSecret,
  secretsInUrl,
} from "../../../../../src/splunkd/call/record/secrets-in-request.ts";
import { shownBody } from "../../../../../src/splunkd/call/record/shown-body.ts";
import { shownPath, shownQuery } from "../../../../../src/splunkd/call/record/shown-url.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const SECRET = "Sup3r/S3cr3t&val";
const FORM = encodeURIComponent(SECRET);
const BASIC = Buffer.from(`ann:${SECRET}`).toString("base64");
const SPL = `| sendalert x param.api_key="${SECRET}"`;

it.each([
  `password=${FORM}`,
  `a=1&old.password=${FORM}&b=2`,
  `search=${encodeURIComponent(SPL)}`,
  `search=${encodeURIComponent(`| sendalert x param.token=${SECRET}`)}&x=1`,
  `url=${encodeURIComponent("https://u:Sup3rS3cr3tval@example.com/")}`,
  `url=https://u:${FORM}@example.com/`,
  `header=${encodeURIComponent(`Authorization: Basic ${BASIC}`)}`,
  `data=${encodeURIComponent(JSON.stringify({ password: { value: SECRET } }))}`,
  `webhook=${encodeURIComponent("https://hooks.slack.com/services/T0AAAAAA1/B0AAAAAA2/Sup3rS3cr3tval00000000000")}`,
  JSON.stringify({ password: SECRET }),
  JSON.stringify({ a: { password: { value: SECRET } } }),
  JSON.stringify({ tokens: [SECRET, { x: SECRET }] }),
  JSON.stringify([{ name: "client_secret", value: SECRET }]),
  JSON.stringify({ headers: { Authorization: `Basic ${BASIC}` } }),
  JSON.stringify({ text: `password="${SECRET}"`, same: SECRET }),
  JSON.stringify({ inner: JSON.stringify({ api_key: SECRET }) }),
  JSON.stringify({ url: "https://u:Sup3rS3cr3tval@example.com/" }),
  JSON.stringify({ fields: ["user", "password"], rows: [["ann", SECRET]] }),
  JSON.stringify({ fields: [{ name: "password" }], columns: [[SECRET]] }),
  `${JSON.stringify({ result: { token: SECRET } })}\n${JSON.stringify({ result: { a: 1 } })}\n`,
  JSON.stringify({
    id: `https://localhost/services/authentication/httpauth-tokens/Sup3rS3cr3tval`,
  }),
  `<a><s:key name="password">Sup3r/S3cr3t&amp;val</s:key><b>Sup3r/S3cr3t&amp;val</b></a>`,
  `<a><s:key name="password"><![CDATA[Sup3r/S3cr3t&val]]></s:key></a>`,
  `<r><sessionKey>Sup3rS3cr3tval</sessionKey></r>`,
  `<a><s:key name="tokens"><s:list><s:item>Sup3rS3cr3tval</s:item></s:list></s:key></a>`,
  `<id>https://x/services/authentication/httpauth-tokens/Sup3rS3cr3tval</id><title>Sup3rS3cr3tval</title>`,
  `user,password\nann,"${SECRET}"\n`,
  `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${SECRET}\r\n--b--\r\n`,
  `--b\r\nContent-Disposition: form-data; name="f"; filename="x.json"\r\nContent-Type: application/json\r\n\r\n{"api_key": "${SECRET}"}\r\n--b--\r\n`,
])("%s", (body) => {
  const shown = shownBody(body, {});
  expect(shown).toContain("<redacted>");
  expect(shown).not.toMatch(/S3cr3t|U3VwM3I/i);
});

it("masks the query and the path too", () => {
  const query = `search=${encodeURIComponent(SPL)}&url=https://u:${FORM}@example.com/`;
  expect(shownQuery(query)).not.toContain("S3cr3t");
  expect(shownPath("/services/authentication/httpauth-tokens/Sup3rS3cr3tval")).toBe(
    "/services/authentication/httpauth-tokens/<redacted>",
  );
});

it.each([
  [`p%61ssword=${FORM}`, true],
  ["access-key=x&bad=%zz", true],
  [`search=${encodeURIComponent("index=main _key=x")}`, false],
])("whether a secret may be named in %s is %s", (query, isNamed) => {
  expect(mayNameSecret(query)).toBe(isNamed);
  expect(secretsInUrl("", query).length > 0).toBe(isNamed);
});

it("remembers what came by headers, cookies, and bodies that are not recorded", async () => {
  await using splunkd = await startStandIn();
  const users = "/services/authentication/users?output_mode=json";
  await askSplunkd(splunkd, "POST", users, { body: `name=ann&roles=user&password=${FORM}` });
  await askSplunkd(splunkd, "GET", "/services/server/info", {
    authorization: `Basic ${BASIC}`,
  });
  const { secrets } = await splunkd.open();
  expect([...secrets]).toEqual(expect.arrayContaining([SECRET, BASIC]));
});
