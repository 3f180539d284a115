// What the command line is given as a secret comes back in nothing that it prints.
import { join } from "node:path";
import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const SECRET = "hunter2-SECRET";
const APP = ["--app", fixture("TA_ping")];

it("echoes no credential, wherever the secret was written", async () => {
  for (const credential of [`bad:${SECRET}`, SECRET, `${SECRET}:`, `realm:=${SECRET}`]) {
    const { code, stdout, stderr } = await runCli(["run", ...APP, "--credential", credential]);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain("--credential number 1");
    expect(stdout + stderr).not.toMatch(/hunter2/i);
  }
});

it.each([
  ["JSON", "fixtures.json", `{"credentials": [{"username": "u", "password": "${SECRET}" "x": 1}]}`],
  ["a list", "fixtures.json", `{"users": [{"name": "u", "password": ["${SECRET}"]}]}`],
  ["YAML", "fixtures.yaml", `credentials:\n  - username: u\n    password: {a: ${SECRET}}\n`],
])("tells where fixtures are broken without the line's secret: %s", async (_title, name, text) => {
  const file = join(tempFolder({ [name]: text }), name);
  const { code, stdout, stderr } = await runCli(["run", ...APP, "--fixtures", file]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${name}:`);
  expect(stdout + stderr).not.toContain(SECRET);
});

it("hides the value of --secret, of --env by its name, and of the search", async () => {
  const given = ["--secret", `LAB=${SECRET}`, "--env", "MY_TOKEN=t0k3n-value"];
  const { stdout } = await runCli(["run", ...APP, "--dry-run", ...given]);
  expect(stdout).toContain("  LAB=<redacted>\n");
  expect(stdout).toContain("  MY_TOKEN=<redacted>\n");
  const spl = `| makeresults | sendalert nothing param.api_key="${SECRET}"`;
  for (const json of [[], ["--json"]]) {
    const broken = await runCli(["search", ...APP, spl, ...json]);
    expect(broken.stdout + broken.stderr).toContain("<redacted>");
    expect(broken.stdout + broken.stderr).not.toContain(SECRET);
  }
});
