import { expect, it } from "vitest";
import { plain } from "../../../../src/reporters/text/paint.ts";
import { faultTable } from "../../../../src/reporters/text/fault-table.ts";
import { loadReportFault } from "../../../../src/scenario/report/report-schema.ts";
import type { TestReport } from "../../../../src/scenario/report/report.ts";
import { runScenarios } from "../../../../src/scenario/run/run-scenarios.ts";
import type { Fault } from "../../../../src/vendor/faults/fault.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const CALL = `import json, sys
from urllib.request import urlopen
payload = json.load(sys.stdin)
def call(timeout=None):
    return json.load(urlopen("https://api.example.com/v1", timeout=timeout))
`;

async function run(
  script: string,
  faults: readonly Fault[],
  scenario = "",
  timeLimit = "30s",
): Promise<TestReport> {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_faults\n",
    "default/alert_actions.conf":
      "[tell]\nis_custom = 1\npayload_format = json\nparam.api_key = k3yOfTheVendor91\n",
    "bin/tell.py": CALL + script,
    "ar-sim.test.yaml": `given: { http: [{ url: https://api.example.com, json: { id: 1 } }] }
expect: { exit: 0 }
timeLimit: ${timeLimit}
${scenario}
`,
  });
  return runScenarios({ root, faults, isOnlyChecked: true });
}

function outcomes({ cases }: TestReport): (readonly [string | undefined, string[]])[] {
  return cases.map(({ fault, failures }) => [
    fault,
    failures.map(({ expectation }) => expectation),
  ]);
}

it("finds a script that says success whatever its vendor answers", async () => {
  const report = await run("try:\n    call(5)\nexcept Exception:\n    pass\n", [503, "dns"]);
  expect(outcomes(report)).toEqual([
    [undefined, []],
    ["503", ["fault.success"]],
    ["dns", ["fault.success"]],
  ]);
  const table = faultTable(report.cases, plain).join("\n");
  expect(table).toMatch(/^ {2}503 +success$/m);
  expect(table).toContain("tell still says success under 503, dns");
  expect((await loadReportFault())(JSON.parse(JSON.stringify(report)))).toBeUndefined();
});

it("passes a script that fails, and sends no error the body of an answer that went well", async () => {
  const report = await run(
    "from urllib.error import HTTPError\ntry:\n    call(5)\nexcept HTTPError as error:\n    sys.exit(error.read().decode())\n",
    [403],
  );
  expect(outcomes(report)).toEqual([
    [undefined, []],
    ["403", []],
  ]);
  const [invocation] = report.cases[1]?.transcript?.invocations ?? [];
  expect(invocation?.stderr).toContain("Forbidden");
});

it("finds a script that hangs, and ends it at the time limit", async () => {
  const report = await run("call()\n", ["stall"], "", "4s");
  expect(outcomes(report)[1]).toEqual(["stall", ["fault.hang"]]);
});

it("finds a secret in what the script says of the error, and does not show it", async () => {
  const report = await run(
    'try:\n    call(5)\nexcept Exception as error:\n    sys.exit("%s with %s" % (error, payload["configuration"]["api_key"]))\n',
    [500],
  );
  expect(outcomes(report)[1]).toEqual(["500", ["fault.leak"]]);
  expect(JSON.stringify(report)).not.toContain("k3yOfTheVendor91");
});

it("holds a fault to what the scenario expects", async () => {
  const scenario = "faults: { 404: { exit: 0 }, 429: { exit: 7 } }";
  const report = await run(
    "try:\n    call(5)\nexcept Exception:\n    pass\n",
    [404, 429],
    scenario,
  );
  expect(outcomes(report).slice(1)).toEqual([
    ["404", []],
    ["429", ["exit"]],
  ]);
  expect(report.cases[2]?.failures[0]?.where.line).toBe(4);
});

it("leaves out a case that calls nobody", async () => {
  expect(outcomes(await run("", [503]))).toEqual([[undefined, []]]);
});
