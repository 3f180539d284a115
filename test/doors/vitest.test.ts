import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { loadAddon, sendAlert, type Transcript } from "../../src/index.ts";
import { useSplunkd } from "../../src/vitest.ts";
import { fixture } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

let good: Transcript;
let bad: Transcript;

beforeAll(async () => {
  good = await sendAlert(loadAddon(fixture("TA_ping")), {
    rows: { kind: "pairs", pairs: [["dest", "192.0.2.7"]] },
    serverHost: "splunk.example",
  });
  bad = await sendAlert(loadAddon(fixture("TA_wrong_sourcetype")));
});

it("tells of a good run that it is one", () => {
  expect(good).toSucceed();
  expect(good).toBeModactionResult();
  expect(good).toLogStatus("success");
  expect(good).toWriteEvent({ sourcetype: "ping:result", index: "main", fields: { status: "up" } });
  expect(good).toWriteEvent({ raw: /192\.0\.2\.7/, fields: { status: expect.any(String) } });
  expect(good).not.toWriteEvent({ fields: { status: "down" } });
  expect(good).not.toCallRest("GET", "/services/*");
  expect(good).toMatchTranscriptSnapshot(["messages", "events"]);
});

it("gives the chain of reasons when Enterprise Security would not find the result", () => {
  const chain = /clause sourcetype="lookup:result" of \[lookup_host_modaction_result\]/;
  expect(() => expect(bad).toSucceed()).toThrow(chain);
  expect(() => expect(bad).toBeModactionResult()).toThrow(chain);
});

it("tells what comes nearest", () => {
  expect(() => expect(bad).toWriteEvent({ sourcetype: "lookup:result" })).toThrow(
    /sourcetype differs: expected `lookup:result`, got `lookup:results`/,
  );
  expect(() => expect(bad).toLogStatus("success")).toThrow(/Successfully created splunk events/);
  expect(() => expect(bad).toCallRest("GET", "/services/server/info")).toThrow(/made no call/);
  expect(() => expect(good).not.toSucceed()).toThrow(/succeeded, but it should not/);
});

it("says so when the await was forgotten", () => {
  const promise = Promise.resolve(good);
  expect(() => expect(promise).toSucceed()).toThrow(/expect\(await sendAlert/);
});

it("takes the stand-in away even when the test throws", async () => {
  const folder = tempFolder({
    "sample.test.ts": `
      import { expect, it } from "vitest";
      import { useSplunkd } from "${fileURLToPath(new URL("../../src/vitest.ts", import.meta.url))}";
      let uri = "";
      it("throws", async () => {
        ({ uri } = await useSplunkd());
        throw new Error("on purpose");
      });
      it("has nobody listening any more", async () => {
        await expect(fetch(uri)).rejects.toThrow();
      });
    `,
    "vitest.config.ts": "export default {}",
  });
  const printed = runVitest(folder);
  expect(printed).toMatch(/1 failed \| 1 passed/);
  const splunkd = await useSplunkd();
  expect(splunkd.uri).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
});

it("gives a stand-in for several runs of a test", async () => {
  const splunkd = await useSplunkd();
  for (const dest of ["192.0.2.1", "192.0.2.2"]) {
    const run = await sendAlert(loadAddon(fixture("TA_ping")), {
      rows: { kind: "pairs", pairs: [["dest", dest]] },
      splunkd,
    });
    expect(run).toSucceed();
  }
  expect((await splunkd.open()).settings.addon?.appId).toBe("TA_ping");
});

it("makes a test of each case of a scenario file", () => {
  const folder = tempFolder({
    "scenarios.test.ts": `
      import { scenarioTests } from "${fileURLToPath(new URL("../../src/vitest.ts", import.meta.url))}";
      await scenarioTests({ root: ${JSON.stringify("HERE")} });
    `.replace('"HERE"', "import.meta.dirname"),
    "a.ar.yaml": `
addon: ${fixture("TA_wrong_sourcetype")}
cases:
  - { name: fails, matrix: { mode: [adhoc, saved] } }
  - { name: ends well, expect: { exit: 0 } }
  - { name: is left out, skip: not yet }
`,
    "b.ar.yaml": "addon: nowhere\n",
    "vitest.config.ts": "export default {}",
  });
  const printed = runVitest(folder);
  expect(printed).toMatch(/a\.ar\.yaml > fails \[mode=adhoc\]/);
  expect(printed).toMatch(/a\.ar\.yaml > fails \[mode=saved\]/);
  expect(printed).toMatch(/because event has sourcetype `lookup:results`/);
  expect(printed).toMatch(/b\.ar\.yaml > can be read/);
  expect(printed).toMatch(/SCENARIO_MISSING_FILE/);
  expect(printed).toMatch(/3 failed \| 1 passed \| 1 skipped/);
});

/** What it prints, failures and all. */
function runVitest(folder: string): string {
  const main = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
  const args = [main, "run", "--root", folder, "--config", `${folder}/vitest.config.ts`];
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "", VITEST: "" };
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    cwd: folder,
    env,
  });
  return stdout + stderr;
}
