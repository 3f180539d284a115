import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { runScenarios } from "../../../../src/scenario/run/run-scenarios.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** An action that asks splunkd for a password, a row of the KV store, and who it is. */
const ASKING = {
  "default/app.conf": "[package]\nid = TA_asks\n",
  "default/alert_actions.conf": "[ask]\npayload_format = json\n",
  "default/collections.conf": "[seen]\n",
  "bin/ask.py": `import json
import sys

import splunk.rest

key = json.loads(sys.stdin.read())["session_key"]
for path in ("storage/passwords", "storage/collections/data/seen", "authentication/current-context"):
    reply, content = splunk.rest.simpleRequest(
        "/servicesNS/nobody/TA_asks/" + path, sessionKey=key, getargs={"output_mode": "json"})
    sys.stderr.write("INFO %s %s %s\\n" % (path, reply.status, content.decode("utf-8")))
`,
};

it("gives a case its credentials, KV rows and users, and tells the calls that were made", async () => {
  const root = tempFolder({
    ...ASKING,
    "ar-sim.test.yaml": `
given:
  credentials: [{ realm: vendor, username: api, password: hunter22, app: TA_asks }]
  kv: { TA_asks/seen: [{ _key: k1, host: web01, tries: 3 }] }
cases:
  - name: asks as admin
    expect:
      exit: 0
      stderr: { contains: ['"username":"api"', '"host":"web01"', "current-context 200"] }
      rest:
        made:
          - GET /servicesNS/nobody/TA_asks/storage/passwords
          - { method: GET, path: "*/collections/data/seen", status: 200, count: 1 }
        notMade: POST /services/x
  - name: asks as somebody with another role
    given: { owner: ann, users: [{ name: ann, roles: [user] }] }
    expect: { stderr: { notContains: '"username":"api"' } }
`,
  });
  const report = await runScenarios({ root, isOnlyChecked: true });
  expect(report.cases.flatMap((one) => one.failures)).toEqual([]);
  expect(report.totals).toMatchObject({ cases: 2, passed: 2 });
});

it("hands the same bytes to the script twice, folders and ports apart", async () => {
  const root = tempFolder({ ...ASKING, "ar-sim.test.yaml": "expect: { exit: 0 }" });
  const payloads: unknown[] = [];
  for (let turn = 0; turn < 2; turn++) {
    const [one] = (await runScenarios({ root, isOnlyChecked: true })).cases;
    const {
      results_file: _,
      server_uri: __,
      ...payload
    } = JSON.parse(one?.transcript?.invocations[0]?.payload ?? "{}") as Record<string, unknown>;
    payloads.push({ payload, env: one?.transcript?.invocations[0]?.env["PYTHONHASHSEED"] });
  }
  expect(payloads[0]).toEqual(payloads[1]);
  expect(payloads[0]).toMatchObject({ payload: { sid: "1704067200.1" }, env: "1" });
});

it("lays settings and files over the add-on, and leaves it as it was", async () => {
  const root = tempFolder({
    "default/alert_actions.conf": "[say]\npayload_format = json\nparam.word = hello\n",
    "local/alert_actions.conf": "[say]\nparam.other = kept\n",
    "bin/say.sh": "#!/bin/sh\ncat >&2\n. ./words.sh >&2\n",
    "ar-sim.test.yaml": `
given:
  conf: { alert_actions: { say: { param.word: "good\\nbye" } } }
  files: { bin/words.sh: "echo laid over" }
expect: { exit: 0, stderr: { contains: ['"word":"good', '"other":"kept"', laid over] } }
`,
  });
  const report = await runScenarios({ root, isOnlyChecked: true });
  expect(report.cases.flatMap((one) => one.failures)).toEqual([]);
});

it("calls hooks as cases begin and end, and can be stopped from outside", async () => {
  const begun = join(tempFolder(), "begun");
  const root = tempFolder({
    "default/alert_actions.conf": "[wait]\npayload_format = json\n",
    "bin/wait.sh": `#!/bin/sh\necho begun >${begun}\nsleep 600\n`,
    "ar-sim.test.yaml": "cases: [{ name: a }, { name: b }]",
  });
  const stop = new AbortController();
  const told: string[] = [];
  const report = await runScenarios({
    root,
    workers: 1,
    signal: stop.signal,
    // The script writes beside its sandbox.
    fence: { isolate: false },
    progress: {
      planned: ({ cases }) => told.push(`${cases} planned`),
      started: ({ name }) => {
        told.push(`${name} begun`);
        void vi.waitUntil(() => existsSync(begun), { timeout: 20_000 }).then(() => stop.abort());
      },
      ended: ({ name, status }) => told.push(`${name} ${status}`),
    },
  });
  expect(told).toEqual(["2 planned", "a begun", "a interrupted", "b skipped"]);
  expect(report).toMatchObject({ stopped: "interrupt", totals: { interrupted: 1, skipped: 1 } });
});
