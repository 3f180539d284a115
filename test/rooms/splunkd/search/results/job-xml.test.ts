import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { startStandIn, type Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd, type Asked } from "../../../../support/splunkd/ask-splunkd.ts";

const JOBS = "/services/search/jobs";

function post(splunkd: Splunkd, path: string, form: Record<string, string>): Promise<Asked> {
  return askSplunkd(splunkd, "POST", path, { body: new URLSearchParams(form) });
}

/** A job over two events of its own. */
async function jobOf(splunkd: Splunkd, search: string): Promise<{ path: string; asked: Asked }> {
  for (const text of ["GET /forget", "post then get & go"]) {
    await askSplunkd(splunkd, "POST", "/services/receivers/simple?host=web", { body: text });
  }
  const asked = await post(splunkd, JOBS, { search });
  return { path: String(asked.headers["location"]), asked };
}

it("tells where a new job is", async () => {
  await using splunkd = await startStandIn();
  const { path, asked } = await jobOf(splunkd, "search index=main | head 1");
  expect(asked.status).toBe(201);
  expect(path).toMatch(/^\/services\/search\/jobs\/\d+\.\d+$/);
  const { text } = await askSplunkd(splunkd, "GET", path);
  expect(text).toContain(`<id>${splunkd.uri}${path}</id>`);
});

it("marks the words a search looks for, unless no segmentation is asked for", async () => {
  await using splunkd = await startStandIn();
  const { path } = await jobOf(splunkd, "search index=main get NOT nothing");
  const { text } = await askSplunkd(splunkd, "GET", `${path}/results`);
  expect(text).toContain("<sg h='1'>GET</sg> /forget<");
  expect(text).toContain("post then <sg h='1'>get</sg> &amp; go<");
  const plain = await askSplunkd(splunkd, "GET", `${path}/results?segmentation=none`);
  expect(plain.text).toContain(">GET /forget<");
  const json = await askSplunkd(splunkd, "GET", `${path}/results?output_mode=json`);
  expect(JSON.parse(json.text).results.map((row: { _raw: string }) => row._raw)).toContain(
    "GET /forget",
  );
});

it("numbers events, and tells where each of them lies", async () => {
  await using splunkd = await startStandIn();
  const { path } = await jobOf(splunkd, "search index=main");
  const { text } = await askSplunkd(splunkd, "GET", `${path}/events?offset=1&output_mode=json`);
  expect(JSON.parse(text).results).toEqual([
    expect.objectContaining({
      _serial: "1",
      _cd: expect.stringMatching(/^1:\d+$/),
      _si: [expect.any(String), "main"],
    }),
  ]);
});

it("tells summary and timeline as XML where nothing else is asked for", async () => {
  await using splunkd = await startStandIn();
  const { path } = await jobOf(splunkd, "search index=main");
  const summary = (await askSplunkd(splunkd, "GET", `${path}/summary`)).text;
  expect(summary).toContain('<field k="host" c="2" nc="0" dc="1" exact="1" relevant="0">');
  const timeline = (await askSplunkd(splunkd, "GET", `${path}/timeline`)).text;
  const read = new XMLParser({ ignoreAttributes: false }).parse(timeline);
  expect(read.timeline).toMatchObject({ "@_c": "2", bucket: { "@_c": "2", "@_f": "1" } });
});

it("tells a parsed search as XML", async () => {
  await using splunkd = await startStandIn();
  const body = new URLSearchParams({ q: "search index=a | head 10" });
  const { text } = await askSplunkd(splunkd, "POST", "/services/search/parser", { body });
  expect(text).toContain('<key name="command">search</key>');
  expect(text).toContain('<key name="command">head</key>');
});

it("keeps no more results than it was told to", async () => {
  await using splunkd = await startStandIn();
  await askSplunkd(splunkd, "POST", "/services/receivers/simple", { body: "one" });
  const made = await post(splunkd, JOBS, { search: "search index=_internal", max_count: "3" });
  const { text } = await askSplunkd(
    splunkd,
    "GET",
    `${String(made.headers["location"])}?output_mode=json`,
  );
  const { resultCount, scanCount } = JSON.parse(text).entry[0].content;
  expect(resultCount).toBe(3);
  expect(scanCount).toBeGreaterThan(200);
});

it("answers a form without a search with the list, and a search in real time with what there is", async () => {
  await using splunkd = await startStandIn();
  expect(await post(splunkd, JOBS, { foo: "bar" })).toMatchObject({
    status: 200,
    text: expect.stringMatching(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/),
  });
  const real = { search: "search index=main", earliest_time: "rt", latest_time: "rt" };
  expect((await post(splunkd, JOBS, real)).status).toBe(201);
  const wrong = { ...real, search: "notasearchcommand", output_mode: "json" };
  expect(await post(splunkd, `${JOBS}/export`, wrong)).toMatchObject({
    status: 400,
    text: expect.stringContaining("Unknown search command"),
  });
});
