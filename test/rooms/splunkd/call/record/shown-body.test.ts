// Bodies of REST calls are recorded on demand: as text, secrets masked, what is long cut.
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { shownBody } from "../../../../../src/splunkd/call/record/shown-body.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const PASSWORDS = "/servicesNS/nobody/search/storage/passwords?output_mode=json";

it("keeps what was sent and what came back, and no secret", async () => {
  await using splunkd = await startStandIn({ recordBodies: true });
  const body = "name=api&password=s3cret&realm=lab";
  const { text } = await askSplunkd(splunkd, "POST", PASSWORDS, { body });
  expect(JSON.parse(text).entry[0].content.clear_password).toBe("s3cret");
  const [call] = splunkd.requests;
  expect(call?.requestBody).toBe("name=api&password=<redacted>&realm=lab");
  expect(call?.responseBody).not.toContain("s3cret");
  expect(JSON.parse(call?.responseBody ?? "").entry[0].content).toMatchObject({
    clear_password: "<redacted>",
    username: "api",
  });
});

it("keeps them of streamed answers and of the collector", async () => {
  const token = "11111111-2222-3333-4444-555555555555";
  await using splunkd = await startStandIn({
    recordBodies: true,
    hecPort: 0,
    fixtures: { hecTokens: [{ name: "lab", token }] },
  });
  const search = "search=" + encodeURIComponent("| makeresults | eval a=1 | fields a");
  const path = "/services/search/jobs/export?output_mode=json";
  const { text } = await askSplunkd(splunkd, "POST", path, { body: search });
  expect(splunkd.requests[0]).toMatchObject({ requestBody: search, responseBody: text });
  await askSplunkd(splunkd, "POST", "/services/collector", {
    uri: splunkd.hecUri ?? "",
    authorization: `Splunk ${token}`,
    body: '{"event": "hello"}',
  });
  expect(splunkd.requests[1]).toMatchObject({
    requestBody: '{"event": "hello"}',
    responseBody: '{"text":"Success","code":0}',
  });
});

it("keeps none unless it is asked to", async () => {
  await using splunkd = await startStandIn();
  await askSplunkd(splunkd, "POST", PASSWORDS, { body: "name=api&password=s3cret" });
  expect(splunkd.requests[0]).not.toHaveProperty("requestBody");
  expect(splunkd.requests[0]).not.toHaveProperty("responseBody");
});

it.each([
  ["a form", "a=1&oldpassword=x%20y&b=2", "a=1&oldpassword=<redacted>&b=2"],
  ["JSON", '{"client_secret": "a\\"b", "n": 1}', '{"client_secret": "<redacted>", "n": 1}'],
  [
    "a feed",
    '<s:key name="clear_password">x</s:key>',
    '<s:key name="clear_password"><redacted></s:key>',
  ],
  [
    "a log-in",
    "<response><sessionKey>x</sessionKey></response>",
    "<response><sessionKey><redacted></sessionKey></response>",
  ],
  ["what is no text", Buffer.from([1, 0, 2]), "<3 bytes, not text>"],
])("shows %s", (_title, body, shown) => {
  expect(shownBody(body, {})).toBe(shown);
});

it("tells of what is packed by its size, and cuts what is long", () => {
  const packed = gzipSync("hello");
  expect(shownBody(packed, { "content-encoding": "gzip" })).toBe(`<${packed.length} bytes, gzip>`);
  expect(shownBody("x".repeat(100_000), {})).toBe(`${"x".repeat(65_536)}…`);
});
