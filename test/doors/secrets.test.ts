// What is judged is what happened; what is written of it holds no secret.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import {
  loadAddon,
  runScenarios,
  runSearch,
  sendAlert,
  succeeds,
  writesEvent,
} from "../../src/index.ts";
import { tempFolder } from "../support/temp-folder.ts";

const TELLS = {
  "default/app.conf": "[package]\nid = TA_tells\n",
  "default/alert_actions.conf":
    "[tell]\npayload_format = json\nparam.api_key =\nparam.password =\n",
  "bin/tell.py": `import base64, json, os, sys
payload = json.loads(sys.stdin.read())
config = payload["configuration"]
key = config.get("api_key", "")
sys.stdout.write("key " + key[:4])
sys.stdout.flush()
sys.stdout.write(key[4:] + "\\n")
sys.stdout.write(json.dumps({key: 1, base64.b64encode(key.encode()).decode(): 2}) + "\\n")
sys.stderr.write("INFO key=" + key + " env=" + os.environ.get("HIDDEN", "") + "\\n")
with open(os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "tell.log"), "w") as log:
    log.write("2026-01-01 00:00:00,000 INFO password=" + config.get("password", "") + " " + key + "\\n")
`,
};
const SECRET = "s3cr3t-Value/42";

it("follows a value that a token carried into a parameter", async () => {
  const addon = loadAddon(tempFolder(TELLS));
  const run = await sendAlert(addon, {
    params: { api_key: "$result.key$" },
    rows: { kind: "rows", rows: [{ key: SECRET }] },
  });
  expect(run.invocations[0]?.stdout).toBe('key <redacted>\n{"<redacted>": 1, "<redacted>": 2}\n');
  expect(JSON.stringify(run)).not.toContain("Value/42");
  const plain = await sendAlert(addon, {
    params: { api_key: "$result.key$" },
    rows: { kind: "rows", rows: [{ key: SECRET }] },
    showSecrets: true,
  });
  expect(plain.invocations[0]?.stdout).toContain(SECRET);
});

it("hides a variable that is named as secret, whatever it is called", async () => {
  const addon = loadAddon(tempFolder(TELLS));
  const run = await sendAlert(addon, { secretEnv: { HIDDEN: "plain-value-1" } });
  expect(run.invocations[0]?.stderr).toBe("INFO key= env=<redacted>\n");
  expect(run.invocations[0]?.env["HIDDEN"]).toBe("<redacted>");
});

it("names a secret once that is too short to hide, and hides it where it stands alone", async () => {
  const addon = loadAddon(tempFolder(TELLS));
  const run = await sendAlert(addon, { params: { password: "abc", api_key: "abcdef-1" } });
  const notes = run.problems.filter(({ code }) => code === "SECRET_TOO_SHORT");
  expect(notes.map(({ message }) => message)).toEqual([
    "`password` has a value too short or too ordinary to hide inside other text",
  ]);
  expect(run.logs[0]?.text).toContain("INFO password=<redacted> <redacted>");
  expect(run.invocations[0]?.payload).toContain('"password":"<redacted>"');
});

it("masks the logs of a SPLUNK_HOME that is kept, and no file that they are linked to", async () => {
  const outside = join(tempFolder({ "mine.txt": `mine ${SECRET}` }), "mine.txt");
  const bin = `${TELLS["bin/tell.py"]}
os.link("${outside}", os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "linked.log"))
os.symlink("${outside}", os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "other.log"))
with open(os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "odd.log"), "wb") as log:
    log.write(b"\\xff " + "schlüssel-1".encode("utf-8") + b" \\xfe")
`;
  const addon = loadAddon(tempFolder({ ...TELLS, "bin/tell.py": bin }));
  const secretEnv = { HIDDEN: "schlüssel-1" };
  const run = await sendAlert(addon, {
    params: { api_key: SECRET },
    secretEnv,
    keep: true,
    // The script links a file beside its sandbox.
    isolate: false,
  });
  onTestFinished(() => rmSync(dirname(run.splunkHome), { recursive: true, force: true }));
  expect(run.invocations[0]?.exitCode).toBe(0);
  const folder = join(run.splunkHome, "var", "log", "splunk");
  expect(readFileSync(join(folder, "tell.log"), "utf8")).toMatch(/<redacted>\n$/);
  expect(readFileSync(join(folder, "linked.log"), "utf8")).toBe("mine <redacted>");
  expect(readFileSync(outside, "utf8")).toBe(`mine ${SECRET}`);
  expect(readFileSync(join(folder, "odd.log"), "latin1")).toBe("\xff <redacted> \xfe");
  expect(readdirSync(folder).filter((name) => name.endsWith(".masked"))).toEqual([]);
});

it("masks what an error says", async () => {
  const addon = loadAddon(tempFolder(TELLS));
  const error = await sendAlert(addon, {
    action: SECRET,
    params: { api_key: SECRET },
  }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "ADDON_UNKNOWN_ACTION" });
  expect(String(error)).toContain("<redacted>");
  expect(String(error)).not.toContain(SECRET);
});

it("masks the search and the rows of a search, and searches for the true value", async () => {
  const addon = loadAddon(tempFolder(TELLS));
  const spl = `| makeresults | eval key="${SECRET}" | sendalert tell param.api_key="${SECRET}" | where key="${SECRET}"`;
  const run = await runSearch(addon, spl);
  expect(run.rows).toMatchObject([{ key: "<redacted>" }]);
  expect(run.search).not.toContain(SECRET);
  expect(JSON.stringify(run)).not.toContain(SECRET);
  const broken = await runSearch(addon, `${spl} | where (`).catch((caught: unknown) => caught);
  expect(broken).toMatchObject({ code: "SEARCH_SYNTAX" });
  expect(String(broken)).not.toContain(SECRET);
});

it("judges the true value in matchers, and masks what they say", async () => {
  const addon = loadAddon(tempFolder(TELLS));
  const run = await sendAlert(addon, { params: { api_key: SECRET } });
  expect(succeeds(run).pass).toBe(true);
  const match = writesEvent(run, { raw: SECRET });
  expect(match.pass).toBe(false);
  expect(match.message).not.toContain(SECRET);
});

const SCENARIO = `
cases:
  - name: sees the value
    matrix:
      params.api_key: [${SECRET}, ${SECRET}-other, "a-very-long-secret-value-that-a-title-has-no-room-for-1"]
    expect:
      stdout: { contains: key ${SECRET} }
      snapshot: [stdout]
`;

it("judges the true value in scenarios, and tells cells and failures without it", async () => {
  const root = tempFolder({ ...TELLS, "ar-sim.test.yaml": SCENARIO });
  const report = await runScenarios({ root });
  expect(report.cases.map(({ cell, status }) => [cell, status])).toEqual([
    ["params.api_key=<redacted 1>", "passed"],
    ["params.api_key=<redacted 2>", "passed"],
    ["params.api_key=<redacted 3>", "failed"],
  ]);
  expect(report.cases[2]?.failures[0]?.message).toContain("stdout");
  expect(JSON.stringify(report)).not.toMatch(/Value\/42|a-very-long/);
  const folder = join(root, "__ar_snapshots__", "ar-sim.test.yaml");
  const files = readdirSync(folder);
  expect(files).toHaveLength(2);
  for (const file of files) {
    expect(file).not.toMatch(/s3cr3t|a-very-long/);
    expect(readFileSync(join(folder, file), "utf8")).toContain("key <redacted>");
  }
});

it("finds a case by its shown title and by the true one", async () => {
  const root = tempFolder({ ...TELLS, "ar-sim.test.yaml": SCENARIO });
  const cells = async (pattern: string): Promise<(string | null)[]> =>
    (await runScenarios({ root, pattern, isOnlyChecked: true })).cases.map(({ cell }) => cell);
  expect(await cells("<redacted 2>")).toEqual(["params.api_key=<redacted 2>"]);
  expect(await cells(`${SECRET}-other`)).toEqual(["params.api_key=<redacted 2>"]);
});

it("tells what is wrong with a scenario file without its secrets", async () => {
  const root = tempFolder({
    ...TELLS,
    "ar-sim.test.yaml": `given:\n  params:\n    api_key: ${SECRET}\nexpect: { exit: ${SECRET} }\n`,
  });
  const report = await runScenarios({ root });
  expect(report.files[0]?.errors).toHaveLength(1);
  expect(JSON.stringify(report)).not.toContain(SECRET);
});
