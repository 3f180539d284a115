import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { roleTable } from "../../../../src/reporters/text/role-table.ts";
import { plain } from "../../../../src/reporters/text/paint.ts";
import { runScenarios } from "../../../../src/scenario/run/run-scenarios.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const SCRIPT = `import json, ssl, sys, urllib.request
payload = json.load(sys.stdin)
url = payload["server_uri"] + "/services/storage/passwords"
request = urllib.request.Request(url, headers={"Authorization": "Splunk " + payload["session_key"]})
try:
    urllib.request.urlopen(request, context=ssl._create_unverified_context())
except urllib.error.HTTPError:
    pass
`;

it("lists by role and version what was refused, and by which capability", async () => {
  const root = tempFolder();
  for (const folder of ["default", "bin", "metadata"]) mkdirSync(join(root, folder));
  writeFileSync(
    join(root, "default/alert_actions.conf"),
    "[ask]\nis_custom = 1\npayload_format = json\n",
  );
  writeFileSync(join(root, "metadata/default.meta"), "[]\nexport = system\n");
  writeFileSync(join(root, "bin/ask.py"), SCRIPT);
  writeFileSync(
    join(root, "roles.ar.yaml"),
    "appId: TA_ask\nmatrix: { splunkVersion: [9.4, 10.0] }\n",
  );
  const report = await runScenarios({ root, roles: ["admin", "user", "can_delete"] });
  const lines = roleTable(report.cases, plain).slice(2);
  const of = (user: string): string[] => lines.filter((line) => line.includes(` ${user} `));
  expect(lines).toHaveLength(6);
  for (const line of of("admin")) expect(line).toMatch(/nothing refused$/);
  for (const line of of("user"))
    expect(line).toMatch(/list_storage_passwords.* for GET .*passwords$/);
  for (const line of of("can_delete")) expect(line).toMatch(/run_sendalert for sendalert$/);
});
