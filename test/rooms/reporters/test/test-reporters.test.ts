import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import { plain } from "../../../../src/reporters/text/paint.ts";
import { testReporters } from "../../../../src/reporters/test/test-reporters.ts";
import type { TestReport } from "../../../../src/scenario/report/report.ts";
import { emptyReport, sampleReport } from "../../../support/samples/sample-report.ts";
import { sampleTranscript } from "../../../support/samples/sample-run.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const names = Object.keys(testReporters);

async function told(
  name: string,
  report: TestReport = sampleReport,
  fromRepository = "",
): Promise<string> {
  const reporter = await testReporters[name]?.load();
  return reporter?.report(report, { paint: plain, fromRepository }) ?? "";
}

it.each(names)("writes %s as the golden file has it", async (name) => {
  await expect(await told(name)).toMatchFileSnapshot(`./golden/test.${name}.txt`);
});

it.each(names)("has a word for a run without cases as %s", async (name) => {
  expect(typeof (await told(name, emptyReport))).toBe("string");
});

it("says at the end which add-ons ran, where there are several", async () => {
  const [first] = sampleReport.cases;
  const caseOf = (app: string) => ({ ...first!, transcript: sampleTranscript({ app }) });
  const endOf = async (...apps: string[]): Promise<string | undefined> =>
    (await told("pretty", { ...sampleReport, cases: apps.map(caseOf) })).split("\n").at(-3);
  expect(await endOf("TA_two", "TA_one", "TA_two")).toBe("2 add-ons: TA_one, TA_two");
  expect(await endOf("TA_one", "TA_one")).not.toContain("add-ons");
});

it("keeps JUnit well-formed, and counts what fails the run", async () => {
  const text = await told("junit");
  expect(XMLValidator.validate(text)).toBe(true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(text) as {
    testsuites: Record<string, string> & { testsuite: { testcase: object[] }[] };
  };
  expect([testsuites["@_tests"], testsuites["@_failures"], testsuites["@_errors"]]).toEqual([
    "5",
    "1",
    "1",
  ]);
  expect(testsuites.testsuite[0]?.testcase).toHaveLength(4);
});

it("numbers TAP's lines as its plan says", async () => {
  const lines = (await told("tap")).split("\n");
  expect(lines.slice(0, 2)).toEqual(["TAP version 14", "1..5"]);
  const results = lines.filter((line) => /^(?:not )?ok /.test(line));
  expect(results.map((line) => Number(/\d+/.exec(line)?.[0]))).toEqual([1, 2, 3, 4, 5]);
  expect(results.filter((line) => line.startsWith("not"))).toHaveLength(2);
  expect(results[4]).toContain("# SKIP there is no Python 2.7");
});

it("annotates the line to blame on GitHub, and lets no text give a command of its own", async () => {
  const lines = (await told("github")).trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning) file=/);
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain("file=tests/ping.ar.yaml,line=14,col=7");
});

it("points SARIF's results at rules it lists", async () => {
  const { runs } = JSON.parse(await told("sarif")) as {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; ruleIndex: number }[];
    }[];
  };
  const [run] = runs;
  expect(run?.results).toHaveLength(5);
  for (const { ruleId, ruleIndex } of run?.results ?? []) {
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  }
});

it("tells an agent the failures alone, and what to run next", async () => {
  const text = await told("agent");
  expect(text).not.toContain("pings\n");
  expect(text.trimEnd().split("\n").at(-1)).toBe(
    "next: ar-sim test --last-failed --reporter agent",
  );
});

it("gives a blob and JSON back without loss", async () => {
  for (const name of ["blob", "json"]) expect(JSON.parse(await told(name))).toEqual(sampleReport);
});

it("lets nothing that a script printed become markup", async () => {
  expect(await told("html")).not.toContain("<script");
  // In Markdown it stands in a fence that is longer than any run of backticks in it.
  expect(await told("markdown")).toContain("\n`````\n");
});

const CHROMIUM = ["chromium", "chromium-browser", "google-chrome"].find(
  (program) => spawnSync(program, ["--version"]).status === 0,
);

it("is a page that a real browser shows from disk", async ({ skip }) => {
  if (CHROMIUM === undefined) {
    process.stdout.write("skipped: there is no Chromium to open the HTML report with\n");
    return skip();
  }
  const folder = tempFolder();
  const page = join(folder, "report.html");
  writeFileSync(page, await told("html"));
  const flags =
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
  const { stdout } = spawnSync(
    CHROMIUM,
    [
      ...flags.split(" "),
      `--user-data-dir=${join(folder, "profile")}`,
      "--dump-dom",
      pathToFileURL(page).href,
    ],
    { encoding: "utf8", timeout: 50_000 },
  );
  expect(stdout).toContain("tells # what | failed [mode=saved]");
  expect(stdout.match(/<details class="case"/g)).toHaveLength(4);
  expect(stdout).not.toContain("<script");
});
