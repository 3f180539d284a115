import { expect, it } from "vitest";
import { ERROR_MEANINGS } from "../../../../../src/errors.ts";
import { runHere } from "../../run-here.ts";

it("explains every error code, whatever its case", async () => {
  for (const [code, meaning] of Object.entries(ERROR_MEANINGS)) {
    const { stdout } = await runHere(["explain", code.toLowerCase().replaceAll("_", "-")]);
    expect(stdout).toMatch(new RegExp(`^${code} \\((?:note|error)\\)\n`));
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(meaning.replace("Note: ", ""));
  }
});

it("says whether the run goes on, or with which exit code it ends", async () => {
  expect((await runHere(["explain", "INVOKE_NO_ROWS"])).stdout).toContain("The run goes on.");
  expect((await runHere(["explain", "SCENARIO_NONE"])).stdout).toContain("exit code 5");
  expect((await runHere(["explain", "SANDBOX_FAILED"])).stdout).toContain("exit code 4");
});

it("takes rules without zeros, and several words at once", async () => {
  const { stdout } = await runHere(["explain", "ar42", "CLI_USAGE"]);
  expect(stdout).toMatch(/^AR042 [^]*\nCLI_USAGE \(error\)\n/);
});

it("says of an exit code what ar-sim itself means by it", async () => {
  expect((await runHere(["explain", "exit", "3"])).stdout).toMatch(/ar-sim itself\n.*the script/);
  expect((await runHere(["explain", "exit", "77"])).stdout).not.toContain("ar-sim itself");
});
