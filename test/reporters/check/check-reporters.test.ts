import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import { checkReporters } from "../../../src/reporters/check/check-reporters.ts";
import { sampleCheck } from "../../support/sample-check.ts";

const clean = { ...sampleCheck, findings: [], notes: [] };
type Format = keyof typeof checkReporters;
const formats = Object.keys(checkReporters) as Format[];

it.each(formats)("writes %s as the golden file has it", async (format) => {
  const text = checkReporters[format](sampleCheck, "apps/TA-ping/");
  await expect(text).toMatchFileSnapshot(`../golden/check.${format}.txt`);
});

it("gives every finding a JSON program needs, and takes it back without loss", () => {
  const { findings, appId } = JSON.parse(checkReporters.json(sampleCheck)) as typeof sampleCheck;
  expect({ findings, appId }).toEqual({ findings: sampleCheck.findings, appId: "TA-<ping>" });
});

it("keeps JUnit well-formed and whole, whatever a message holds", () => {
  const text = checkReporters.junit(sampleCheck);
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(text) as {
    testsuites: { testsuite: { testcase: object[] } };
  };
  expect(testsuites.testsuite.testcase).toHaveLength(3);
  expect(text).toContain('tests="3" failures="1"');
  expect(checkReporters.junit(clean)).toContain('tests="1" failures="0"');
});

it("lets no message give a workflow command of its own", () => {
  const lines = checkReporters.github(sampleCheck).trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) /);
  expect(checkReporters.github(clean)).toBe("");
});

it("points SARIF results at the rules they are of, with paths as URIs below the repository", () => {
  const { runs } = JSON.parse(checkReporters.sarif(sampleCheck, "apps/")) as {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
      }[];
    }[];
  };
  const [run] = runs;
  expect(run?.results.map((one) => run.tool.driver.rules[one.ruleIndex]?.id)).toEqual(
    sampleCheck.findings.map((one) => one.id),
  );
  expect(run?.results.map((one) => one.level)).toEqual(["error", "warning", "note"]);
  expect(run?.results[1]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
    "apps/default/odd%2C%20name%3A%20%2541.conf",
  );
});

it("keeps a Markdown row on one line with five cells", () => {
  const rows = checkReporters.markdown(sampleCheck).split("\n").slice(6, 9);
  for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(7);
  expect(checkReporters.markdown(clean)).toContain("Nothing found.");
});
