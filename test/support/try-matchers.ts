import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { strangersEnv } from "./setup/install-package.ts";

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

const testsOf = (addon: string): string => `
import { loadAddon, sendAlert, type Transcript } from "ar-sim";
import { scenarioTests, useSplunkd } from "ar-sim/vitest";
import { beforeAll, describe, expect, it } from "vitest";

const addon = loadAddon(${JSON.stringify(addon)});
const rows = { kind: "pairs", pairs: [["dest", "192.0.2.7"]] } as const;
let run: Transcript;
beforeAll(async () => {
  run = await sendAlert(addon, { rows });
});

it("succeeds", () => expect(run).toSucceed());
it("writes", () => {
  expect(run).toWriteEvent({ sourcetype: "ping:result", fields: { status: expect.stringMatching("u") } });
  expect(run).not.toWriteEvent({ sourcetype: "other" });
  expect(() => expect(run).toWriteEvent({ sourcetype: "other" })).toThrow(/other/);
});
it("is found", () => expect(run).toBeModactionResult());
it("logs", () => expect(run).toLogStatus("success"));
it("calls", () => expect(run).not.toCallRest("GET", "/services/*"));
it("matches within", () => expect({ run }).toEqual({ run: expect.toSucceed() }));
it("has a stand-in", async () => {
  const splunkd = await useSplunkd();
  expect(await sendAlert(addon, { rows, splunkd })).toSucceed();
});
it("is kept", () => {
  expect(run).toMatchTranscriptSnapshot(["messages"]);
  expect(() => expect(run).not.toMatchTranscriptSnapshot()).toThrow(/cannot be used with/);
});
describe("together", () => {
  it.concurrent("is kept 1", ({ expect }) => expect(run).toMatchTranscriptSnapshot(["messages"]));
  it.concurrent("is kept 2", ({ expect }) => expect(run).toMatchTranscriptSnapshot(["events"]));
});
await scenarioTests({ root: import.meta.dirname });
`;
const TITLES = [
  ..."succeeds|writes|is found|logs|calls|matches within|has a stand-in|is kept".split("|"),
  ..."together is kept 1|together is kept 2|one.ar.yaml is a case".split("|"),
];

const TYPES = `
import type { Transcript } from "ar-sim";
import "ar-sim/vitest";
import { expect } from "vitest";
declare const run: Transcript;
expect(run).toSucceed();
expect(run).not.toLogStatus("failure");
expect(run).toEqual(expect.toWriteEvent({ sourcetype: "x" }));
// @ts-expect-error -- an event has no such property
expect(run).toWriteEvent({ sourceType: "x" });
`;

/**
 * Uses the matchers of the ar-sim that is installed in `folder`, and their types, with the vitest beside it: what does not
 * hold, one text each.
 */
export async function tryMatchers(folder: string, addon: string): Promise<string[]> {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("stranger.test.ts", testsOf(addon));
  write("one.ar.yaml", `addon: ${addon}\ncases:\n  - name: is a case\n    expect: { exit: 0 }\n`);
  write("vitest.config.js", "export default { test: { testTimeout: 60_000 } };");
  write("types.ts", TYPES);
  const wrong: string[] = [];
  const first = await testsIn(folder, "--update");
  if (first.passed.join() !== TITLES.toSorted().join()) wrong.push(first.said);

  const snapshot = join(folder, "__snapshots__", "stranger.test.ts.snap");
  const kept = readFileSync(snapshot, "utf8");
  writeFileSync(snapshot, kept.replaceAll("pinged", "was seen"));
  const again = await testsIn(folder);
  const missing = TITLES.filter((title) => !again.passed.includes(title));
  if (!missing.includes("is kept") || !missing.includes("together is kept 1") || missing.length > 2)
    wrong.push(again.said);

  const options = "--noEmit --strict --target es2022 --types node --module nodenext".split(" ");
  const typed = await execa(
    process.execPath,
    [TSC, ...options, "--skipLibCheck", "false", "types.ts"],
    {
      cwd: folder,
      reject: false,
      all: true,
    },
  );
  // Those of vitest 3 contradict the types of chai, whoever uses them.
  const faults = typed.all.split("\n").filter((line) => !/^node_modules\/(?!ar-sim\/)/.test(line));
  if (typed.failed && faults.join("").trim() !== "") wrong.push(faults.join("\n"));
  return wrong;
}

/** Which passed, by full name. */
async function testsIn(
  folder: string,
  ...more: readonly string[]
): Promise<{ passed: readonly string[]; said: string }> {
  const main = join(folder, "node_modules", "vitest", "vitest.mjs");
  const { stdout, all } = await execa(process.execPath, [main, "run", "--reporter=json", ...more], {
    cwd: folder,
    env: strangersEnv(),
    extendEnv: false,
    reject: false,
    all: true,
  });
  const said = all.slice(-4000);
  try {
    const { testResults } = JSON.parse(stdout) as {
      testResults: { assertionResults: { fullName: string; status: string }[] }[];
    };
    const tests = testResults.flatMap((file) => file.assertionResults);
    const passed = tests.filter((test) => test.status === "passed").map((test) => test.fullName);
    return { passed: passed.toSorted(), said };
  } catch {
    return { passed: [], said };
  }
}
