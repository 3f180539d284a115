import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";
import { findPython } from "../../../src/sandbox/interpreters/find-python.ts";
import { startStandIn } from "../../../src/splunkd/start-stand-in.ts";
import { pythonPackages } from "../support/python-packages.ts";

const SCRIPT = fileURLToPath(new URL("./use_sdk.py", import.meta.url));
/** solnlib takes requests for given, as Splunk brings it. */
const PACKAGES = ["splunk-sdk==2.1.1", "solnlib==8.2.0", "requests==2.32.3"];

it("serves splunklib and solnlib as they come", { timeout: 300_000 }, async ({ skip }) => {
  const { path: python } = findPython({ required: "3.9, 3.10, 3.11, 3.12, 3.13" });
  const packages = await pythonPackages(python, PACKAGES);
  if ("missing" in packages) {
    process.stdout.write(`skipped: the clients cannot be had here (${packages.missing})\n`);
    return skip();
  }
  await using splunkd = await startStandIn({
    fixtures: {
      users: [{ name: "ann", password: "secret", roles: ["user"] }],
      credentials: [{ username: "kept", password: "safe" }],
    },
  });
  const { hostname } = new URL(splunkd.uri);
  const { stdout } = await execa(
    python,
    [SCRIPT, hostname, String(splunkd.port), splunkd.sessionKey],
    { env: { PYTHONPATH: packages.folder } },
  );
  expect(JSON.parse(stdout)).toEqual({
    password: ["pa ss", "al/ice", "my realm"],
    left: ["kept"],
    found: ["b"],
    stanza: "blue",
    rows: ["bar", "bar", "bar"],
    events: ["by simple", "by stream"],
    analyst: 403,
    long: 700,
    secret: ["v", "t"],
    masked: "******",
  });
  expect(splunkd.requests.filter(({ known }) => !known)).toEqual([]);
});
