// The source tree of a UCC add-on, which no Splunk takes as it stands.
import { expect, it } from "vitest";
import { fixture, runCli } from "../../support/run-cli.ts";

it("tells the source tree to be built", async () => {
  const { code, stderr } = await runCli(["run", "--app", fixture("TA_ucc_source")]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/ADDON_BUILD_FIRST[^]*ucc-gen build/);
});
