import { expect, it } from "vitest";
import { runScenarios } from "../../../../src/scenario/run/run-scenarios.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** A UCC add-on with a settings tab and an account tab, whose action prints what splunkd answers for both. */
const TABS = {
  "default/app.conf": "[package]\nid = TA_tabs\n",
  "default/alert_actions.conf": "[ask]\npayload_format = json\n",
  "appserver/static/js/build/globalConfig.json": JSON.stringify({
    meta: { name: "TA_tabs", restRoot: "ta_tabs", version: "1.0.0", displayName: "Tabs" },
    pages: {
      configuration: {
        title: "Configuration",
        tabs: [
          {
            name: "logging",
            title: "Logging",
            entity: [{ type: "text", label: "Level", field: "loglevel", defaultValue: "INFO" }],
          },
          {
            name: "account",
            title: "Account",
            table: { header: [], actions: ["edit"] },
            entity: [
              { type: "text", label: "Name", field: "name" },
              { type: "text", label: "User", field: "username" },
              { type: "text", label: "Password", field: "password", encrypted: true },
            ],
          },
        ],
      },
    },
  }),
  "bin/ask.py": `import json
import sys

import splunk.rest

key = json.loads(sys.stdin.read())["session_key"]
for path in ("ta_tabs_settings/logging", "ta_tabs_account", "storage/passwords"):
    _, content = splunk.rest.simpleRequest(
        "/servicesNS/nobody/TA_tabs/" + path, sessionKey=key, getargs={"output_mode": "json"})
    for entry in json.loads(content)["entry"]:
        told = sorted((k, v) for k, v in entry["content"].items() if not k.startswith("eai"))
        print(entry["name"], *("%s=%s" % pair for pair in told))
        # Secrets are masked in the transcript; their length is not.
        print("length", entry["name"], len(entry["content"].get("clear_password", "")))
`,
};

async function run(files: Record<string, string>) {
  const root = tempFolder({ ...TABS, ...files });
  return runScenarios({ root, isOnlyChecked: true });
}

it("hands the values of settings tabs and account tabs to the script", async () => {
  const report = await run({
    "ar-sim.test.yaml": `
given:
  settings:
    logging: { logging: { loglevel: DEBUG } }
    account: { prod: { username: bob, password: s3cret }, account: { username: eve } }
expect:
  stdout:
    contains:
      - loglevel=DEBUG
      - username=bob
      - username=eve
      - 'ta_tabs_account:prod\`\`splunk_cred_sep\`\`1: 21' # {"password": "s3cret"}
`,
  });
  expect(report.cases.flatMap((one) => one.failures)).toEqual([]);
  expect(report.totals.passed).toBe(1);
});

it("says so when the add-on has no tab of that name: SCENARIO_BAD_VALUE", async () => {
  const report = await run({
    "ar-sim.test.yaml": `
given:
  settings: { loging: { loging: { loglevel: DEBUG } } }
`,
  });
  expect(report.cases[0]?.failures).toMatchObject([
    {
      message: "[SCENARIO_BAD_VALUE] the add-on has no tab `loging`",
      hint: expect.stringContaining("Did you mean `logging`?"),
      where: { file: "ar-sim.test.yaml", line: 3 },
    },
  ]);
});

const CONFIG = `
splunkd:
  settings: { logging: { loglevel: ERROR } }
  accounts: { account: { prod: { username: bob }, lab: { username: ann } } }
  credentials: [{ realm: vendor, username: api, password: short, app: TA_tabs }]
`;

it("begins with the fixtures of ar-sim.config.yaml, and lays what is given over them", async () => {
  const report = await run({
    "ar-sim.config.yaml": CONFIG,
    "ar-sim.test.yaml": `
cases:
  - name: has the fixtures
    expect: { stdout: { contains: [loglevel=ERROR, username=bob, "length vendor:api: 5"] } }
  - name: lays over them
    given:
      settings: { account: { prod: { username: eve } } }
      credentials: [{ realm: vendor, username: api, password: much longer, app: TA_tabs }]
    expect:
      stdout:
        contains: [loglevel=ERROR, username=eve, username=ann, "length vendor:api: 11"]
        notContains: [username=bob, "length vendor:api: 5"]
`,
  });
  expect(report.cases.flatMap((one) => one.failures)).toEqual([]);
  expect(report.totals.passed).toBe(2);
});

it("tells a mistake in ar-sim.config.yaml once, and of each file that it concerns", async () => {
  const report = await run({
    "ar-sim.config.yaml": "splunkd: { users: [{ name: ann }] }\n",
    "one.ar.yaml": "cases: [{ name: a }, { name: b }]\n",
    "two.ar.yaml": "name: c\n",
  });
  expect(report.cases).toEqual([]);
  expect(report.files).toMatchObject([
    { file: "one.ar.yaml", errors: [{ code: "SPLUNKD_BAD_FIXTURE" }] },
    { file: "two.ar.yaml", errors: [{ code: "SPLUNKD_BAD_FIXTURE" }] },
  ]);
});
