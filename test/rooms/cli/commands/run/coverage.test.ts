// `--coverage` where there is no coverage.py, and what its options take. test/conformance/add-ons/coverage.test.ts measures.
import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

it("tells the command that brings coverage.py, after the report on the run", async ({ skip }) => {
  const { code, stdout, stderr } = await runCli(["run", "--coverage"], {
    cwd: fixture("TA_ping"),
    env: { AR_SIM_CACHE: tempFolder() },
  });
  if (stderr.includes("coverage of your own Python files")) {
    process.stdout.write("skipped: the Python that is here has coverage.py\n");
    return skip();
  }
  expect(stdout).toContain("PASS  Enterprise Security would find the result");
  expect(stderr).toMatch(
    /error \[SANDBOX_NO_COVERAGE\] Python (\d\.\d+) has no coverage\.py\n {2}hint: Run `ar-sim python setup --with coverage --python \1`, or install coverage in that Python\./,
  );
  expect(code).toBe(4);
});

it.each([
  [["--coverage-min", "all"], "--coverage-min must be a percentage, not `all`"],
  [["--coverage-min", "101"], "--coverage-min must be a percentage, not `101`"],
  [["--coverage-report", "html"], "--coverage-report must be KIND=PATH, not `html`"],
  [["--coverage-report", "pdf=x"], "--coverage-report must be KIND=PATH, not `pdf=x`"],
])("refuses %j before anything runs", async (args, message) => {
  const { code, stdout, stderr } = await runCli(["run", ...args], { cwd: fixture("TA_ping") });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
