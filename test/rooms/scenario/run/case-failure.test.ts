import { expect, it } from "vitest";
import { runScenarios } from "../../../../src/scenario/run/run-scenarios.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("tells with the first failure what made the script fail, and how to mend it", async () => {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": "[x]\nis_custom = 1\npayload_format = json\n",
    "bin/x.py": "import splunk_aoblib\n",
    "ar-sim.test.yaml": "expect: { exit: 0, events: 1 }",
  });
  const { cases } = await runScenarios({ root, isOnlyChecked: true });
  const [exit, events] = cases[0]?.failures ?? [];
  expect(exit).toMatchObject({
    expectation: "exit",
    because: expect.arrayContaining([expect.stringContaining("The module `splunk_aoblib`")]),
    hint: expect.stringContaining("Run the add-on as the Add-on Builder exports it"),
  });
  expect(events?.hint).toBeUndefined();
});

it("has nothing to add where the script ended well", async () => {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": "[x]\nis_custom = 1\npayload_format = json\n",
    "bin/x.py": "print(1)\n",
    "ar-sim.test.yaml": "expect: { exit: 3 }",
  });
  const { cases } = await runScenarios({ root, isOnlyChecked: true });
  expect(cases[0]?.failures[0]?.hint).toBeUndefined();
});
