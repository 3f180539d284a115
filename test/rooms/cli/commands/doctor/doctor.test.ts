import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";

const doctor = (addon: string, ...args: string[]) =>
  runCli(["doctor", "--app", fixture(addon), ...args]);

it("ends with 0 when all links hold, on one screen", async () => {
  const { code, stdout, stderr } = await doctor("TA_ping", "ping_host", "--param", "count=2");
  expect(stderr).toBe("");
  expect(stdout).toContain("ping_host: will show in Incident Review\n");
  expect(stdout.match(/^ {2}✓ (?!Python)/gm)).toHaveLength(11);
  expect(stdout).toMatch(/^ {2}ports: 8089 \(splunkd\) \w/m);
  expect(code).toBe(0);
});

it("ends with 1 when one is broken, and says which, why, and what to do", async () => {
  const { code, stdout } = await doctor("TA_wrong_sourcetype");
  expect(stdout).toContain("broken at «eventtype matches»");
  expect(stdout).toMatch(/✗ eventtype matches .*\n.*wants `lookup:result`\n/);
  expect(stdout).toContain("→ Make the sourcetype given to addevent()");
  expect(code).toBe(1);
});

it("gives one JSON document", async () => {
  const { code, stdout } = await doctor("TA_webhook", "post_nothing", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "ar-sim/doctor/1",
    action: "post_nothing",
    isShown: false,
    links: { 0: { id: "dispatchable", status: "broken" }, 1: { status: "not-applicable" } },
  });
  expect(code).toBe(1);
});

it("wants one action at a time, and one that is there", async () => {
  expect(await doctor("TA_ping", "a", "b")).toMatchObject({ code: 2 });
  const { code, stderr } = await doctor("TA_ping", "ping_hots");
  expect(stderr).toContain("ADDON_UNKNOWN_ACTION");
  expect(code).toBe(2);
  expect(await doctor("TA_ping", "--parm", "x=y")).toMatchObject({ code: 2 });
});
