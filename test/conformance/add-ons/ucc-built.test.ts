// A whole UCC add-on, built by Splunk's generator with the runtimes that it installs from the package index, and the
// modules of Splunk's own Python that `ar-sim python setup` brings.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { buildUcc } from "../support/build-ucc.ts";
import { fixture, runCli } from "../../support/run-cli.ts";

const SOURCE = fixture("TA_ucc_source");
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/ar-sim/home", import.meta.url));
const env = { AR_SIM_CACHE: CACHE };

it(
  "runs what the generator built, and finds what it wrote",
  { timeout: 300_000 },
  async ({ skip }) => {
    const built = await buildUcc(SOURCE);
    if ("missing" in built) {
      process.stdout.write(`skipped: no UCC add-on can be built here (${built.missing})\n`);
      return skip();
    }
    if (!existsSync(join(CACHE, "python"))) {
      const setup = await runCli(["python", "setup"], { env });
      expect(setup.stdout, setup.stderr).toMatch(/^ready: /);
    }
    expect(existsSync(join(built.folder, "lib/splunktaucclib"))).toBe(true);
    const args = ["run", "--app", built.folder, "--result", "dest=192.0.2.7", "--json"];
    const { code, stdout } = await runCli(args, { env });
    const transcript = JSON.parse(stdout);
    const [one] = transcript.invocations;
    expect(transcript.app).toBe("TA_ucc_source");
    expect(transcript.problems, one.stderr).toEqual([]);
    const signatures = transcript.messages.map((line: { signature: string }) => line.signature);
    expect(signatures, one.stderr).toContain("Invoking modular action");
    expect(transcript.events[0].tags).toContain("modaction_result");
    expect(JSON.parse(transcript.events[0].raw)).toEqual({ host: "192.0.2.7", rid: "0" });
    expect(code).toBe(0);
  },
);
