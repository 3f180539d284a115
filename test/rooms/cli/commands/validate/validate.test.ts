import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";

const validate = (...args: string[]) =>
  runCli(["validate", "post_webhook", "--app", fixture("TA_webhook"), ...args]);

it("accepts good values with exit code 0", async () => {
  const { code, stdout, stderr } = await validate("--param", "url=https://example.com/hook");
  expect(stderr).toBe("");
  expect(stdout).toContain("✓ Splunk would save a search with `post_webhook`");
  expect(code).toBe(0);
});

it("prints Splunk's text for each field it refuses, with exit code 1", async () => {
  const { code, stdout } = await validate("--param", "url=");
  expect(stdout).toContain("✗ action.post_webhook\n    No webhook URL specified");
  expect(stdout).toContain("✗ action.post_webhook.param.url\n    The webhook URL is invalid");
  expect(stdout).toMatch(/restmap\.conf:3/);
  expect(code).toBe(1);
});

it("gives one JSON document", async () => {
  const { code, stdout } = await validate("--json");
  expect(JSON.parse(stdout)).toMatchObject({
    action: "post_webhook",
    isAccepted: false,
    refusals: [{ field: "action.post_webhook", message: "No webhook URL specified" }],
  });
  expect(code).toBe(1);
});

it("wants one action at a time, and names the closest option", async () => {
  expect(await validate("other")).toMatchObject({ code: 2 });
  const { code, stderr } = await validate("--parm", "a=b");
  expect(stderr).toContain("Did you mean --param?");
  expect(code).toBe(2);
});

const run = (...args: string[]) =>
  runCli(["run", "post_webhook", "--app", fixture("TA_webhook"), "--dry-run", ...args]);

it("warns before a saved run, refuses it with --strict, and never asks in an ad hoc run", async () => {
  const bad = ["--param", "url=ftp://x"];
  const saved = await run("--mode", "saved", ...bad);
  expect(saved.stdout).toContain("The webhook URL is invalid [INVOKE_PARAM_REFUSED]");
  expect(saved.code).toBe(0);
  const strict = await run("--mode", "saved", "--strict", ...bad);
  expect(strict.stderr).toContain("error [INVOKE_PARAM_REFUSED]");
  expect(strict.code).toBe(2);
  const adhoc = await run("--strict", ...bad);
  expect(adhoc.stdout).not.toContain("INVOKE_PARAM_REFUSED");
  expect(adhoc.code).toBe(0);
});
