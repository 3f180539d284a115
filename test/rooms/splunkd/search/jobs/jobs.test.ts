import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const JOBS = "/services/search/jobs";

it("lets a job go when nobody asked for it for its ttl, and keeps one that is saved", async () => {
  let now = 1_700_000_000_000;
  await using splunkd = await startStandIn({ now: () => now });
  const make = (id: string): ReturnType<typeof askSplunkd> =>
    askSplunkd(splunkd, "POST", JOBS, {
      body: new URLSearchParams({ search: "| makeresults", id }),
    });
  const status = async (sid: string): Promise<number | undefined> =>
    (await askSplunkd(splunkd, "GET", `${JOBS}/${sid}`)).status;
  for (const sid of ["asked", "left", "saved"]) await make(sid);
  await askSplunkd(splunkd, "POST", `${JOBS}/saved/control`, { body: "action=save" });
  now += 500_000;
  expect(await status("asked")).toBe(200);
  now += 500_000;
  expect([await status("asked"), await status("left"), await status("saved")]).toEqual([
    200, 404, 200,
  ]);
  await make("another");
  expect((await splunkd.open()).jobs.sids()).toEqual(["asked", "saved", "another"]);
});

it("lets the oldest go when all together have more rows than are kept", async () => {
  await using splunkd = await startStandIn();
  const instance = await splunkd.open();
  await askSplunkd(splunkd, "POST", JOBS, {
    body: new URLSearchParams({ search: "| makeresults", id: "first" }),
  });
  const { jobs } = instance;
  const first = jobs.find("first");
  const rows = Array.from({ length: 500_000 }, () => ({}));
  for (let number = 0; number < 12; number += 1) {
    jobs.add({ ...first, sid: `job${number}`, rows });
  }
  expect(jobs.sids().length).toBeLessThan(8);
  expect([jobs.has("first"), jobs.has("job0"), jobs.has("job11")]).toEqual([false, false, true]);
});
