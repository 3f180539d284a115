import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import type { CheckReport } from "../../../../src/checks/check-addon.ts";
import {
  CHECK_FORMATS,
  type CheckFormatName,
  checkFormats,
} from "../../../../src/reporters/check/check-formats.ts";
import { plain } from "../../../../src/reporters/text/paint.ts";
import { sampleCheck } from "../../../support/samples/sample-check.ts";

const clean = { ...sampleCheck, findings: [], notes: [] };

async function written(
  format: CheckFormatName,
  report: CheckReport = sampleCheck,
  fromRepository = "",
  fromHere = "",
): Promise<string> {
  const write = await checkFormats[format].load();
  return write(report, { paint: plain, fromAddon: "", fromHere, fromRepository });
}

it.each(CHECK_FORMATS)("writes %s as the golden file has it", async (format) => {
  const text = await written(format, sampleCheck, "apps/TA-ping/", "TA-ping/");
  await expect(text).toMatchFileSnapshot(`./golden/check.${format}.txt`);
});

it("gives every finding a JSON program needs, and takes it back without loss", async () => {
  const { findings, appId } = JSON.parse(await written("json")) as typeof sampleCheck;
  expect({ findings, appId }).toEqual({ findings: sampleCheck.findings, appId: "TA-<ping>" });
});

it("keeps JUnit well-formed and whole, whatever a message holds", async () => {
  const text = await written("junit");
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(text) as {
    testsuites: { testsuite: { testcase: object[] } };
  };
  expect(testsuites.testsuite.testcase).toHaveLength(3);
  expect(text).toContain('tests="3" failures="1"');
  expect(await written("junit", clean)).toContain('tests="1" failures="0"');
});

it("lets no message give a workflow command of its own", async () => {
  const lines = (await written("github")).trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) /);
  expect(await written("github", clean)).toBe("");
});

it("points SARIF results at the rules they are of, with paths as URIs below the repository", async () => {
  const { runs } = JSON.parse(await written("sarif", sampleCheck, "apps/")) as {
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

it("keeps a Markdown row on one line with five cells", async () => {
  const rows = (await written("markdown")).split("\n").slice(6, 9);
  for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(7);
  expect(await written("markdown", clean)).toContain("No findings.");
});
