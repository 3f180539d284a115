// Endpoints that cannot be loaded: the request is answered, and whoever started the stand-in can read why.
import { expect, it, vi } from "vitest";
import { injectSplunkd } from "../../../support/splunkd/inject-splunkd.ts";

vi.mock("../../../../src/splunkd/endpoints/groups/health.ts", () => ({
  families: [() => Promise.reject(new Error("too many open files"))],
}));
vi.mock("../../../../src/splunkd/endpoints/hec/add-hec.ts", () => ({
  rewriteHecUrl: () => "/",
  addHec() {
    throw new Error("too many open files");
  },
}));

const HEALTH = "/services/server/health/splunkd";
const COLLECTOR = "/services/collector/event";

it.each([
  [HEALTH, /^<\?xml[^]*<msg type="ERROR">Internal Server Error<\/msg>/],
  [`${HEALTH}?output_mode=json`, /^\{"messages":\[\{"type":"ERROR","text":"Internal Server Error"/],
])("answers %s as splunkd tells of its own faults", async (url, text) => {
  await using splunkd = injectSplunkd();
  const answer = await splunkd.inject("GET", url);
  expect(answer).toMatchObject({ status: 500, text: expect.stringMatching(text) });
  const { faults } = splunkd.core.parts;
  expect(faults.all).toEqual([expect.stringContaining("too many open files")]);
  // The others are there.
  expect((await splunkd.inject("GET", "/services/server/info")).status).toBe(200);
});

it("answers events as the collector tells of its own faults", async () => {
  await using splunkd = injectSplunkd();
  const answer = await splunkd.injectHec("POST", COLLECTOR, { body: '{"event": "x"}' });
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.text)).toEqual({ text: "Internal server error", code: 8 });
  expect(splunkd.core.parts.faults.all).toEqual([expect.stringContaining("too many open files")]);
});
