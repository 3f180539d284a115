import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const FREE = ["--port", "0", "--hec-port", "0"];

/** A program for --exec: asks the stand-in as the environment says, and prints the answer. */
const ASK = `
const { request } = require("node:https");
const { SPLUNK_HOST: hostname, SPLUNK_PORT: port, SPLUNK_USERNAME, SPLUNK_PASSWORD } = process.env;
const [path, body] = process.argv.slice(2);
request({ hostname, port, path, method: body ? "POST" : "GET", rejectUnauthorized: false,
  auth: SPLUNK_USERNAME + ":" + SPLUNK_PASSWORD }, (answer) => answer.pipe(process.stdout)).end(body);
`;
const PASSWORDS = "/services/storage/passwords?output_mode=json";

it("runs a command beside it, and passes its exit code on", async () => {
  const cwd = tempFolder();
  const command = 'echo "$SPLUNKD_URI $SPLUNK_HOST $SPLUNK_PORT $SPLUNK_USERNAME"; exit 7';
  const { code, stdout } = await runCli(["serve", ...FREE, "--exec", command], { cwd });
  expect(code).toBe(7);
  expect(stdout).toMatch(/^https:\/\/127\.0\.0\.1:(\d+) 127\.0\.0\.1 \1 admin\n$/);
});

it("keeps its state in a file between starts, and leaves nothing beside it", async () => {
  const cwd = tempFolder({ "ask.cjs": ASK });
  const serve = (command: string): ReturnType<typeof runCli> =>
    runCli(["serve", ...FREE, "--persist", "state.json", "--exec", command], { cwd });
  await serve(`node ask.cjs ${PASSWORDS} 'name=u&password=kept-it'`);
  expect((await serve(`node ask.cjs '${PASSWORDS}'`)).stdout).toContain("kept-it");
  expect(readdirSync(cwd).sort()).toEqual(["ask.cjs", "state.json"]);
});

it("refuses a state file that is cut, and leaves it as it is", async () => {
  const cwd = tempFolder({ "ask.cjs": ASK });
  const serve = (): ReturnType<typeof runCli> =>
    runCli(
      [
        "serve",
        ...FREE,
        "--persist",
        "state.json",
        "--exec",
        `node ask.cjs '${PASSWORDS}' 'name=u&password=p'`,
      ],
      { cwd },
    );
  await serve();
  const file = join(cwd, "state.json");
  const whole = readFileSync(file);
  for (const part of [0, 1, whole.length >> 1, whole.length - 1]) {
    writeFileSync(file, whole.subarray(0, part));
    const { code, stderr } = await serve();
    expect(code).toBe(2);
    expect(stderr).toContain("SPLUNKD_BAD_STATE");
    expect(readFileSync(file)).toEqual(whole.subarray(0, part));
  }
});

it("ends with 4 when the port that was asked for is taken", async () => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
  try {
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await runCli(["serve", "--port", String(port), "--exec", "true"], {
      cwd: tempFolder(),
    });
    expect(code).toBe(4);
    expect(stderr).toContain("SPLUNKD_PORT_TAKEN");
  } finally {
    taken.close();
  }
});

it("takes credentials from an option, and from the environment", async () => {
  const cwd = tempFolder({ "ask.cjs": ASK });
  const { stdout } = await runCli(
    ["serve", ...FREE, "--credential", "r:one=first", "--credential", "two"].concat([
      "--exec",
      `node ask.cjs '/servicesNS/-/-/storage/passwords?output_mode=json'`,
    ]),
    { cwd, env: { AR_SIM_SECRET_TWO: "second" } },
  );
  const told = JSON.parse(stdout).entry.map(
    ({ content }: { content: Record<string, string> }) =>
      `${content["realm"]}:${content["username"]}=${content["clear_password"]}`,
  );
  expect(told.sort()).toEqual([":two=second", "r:one=first"]);
});

it("serves an action that a search starts from what it holds itself", async () => {
  const cwd = tempFolder({
    "ask.cjs": ASK,
    "TA_memo/default/app.conf": "[package]\nid = TA_memo\n",
    "TA_memo/default/alert_actions.conf": "[memo]\nis_custom = 1\npayload_format = json\n",
    "TA_memo/bin/memo.py": `
import json, ssl, sys, urllib.request
given = json.load(sys.stdin)
url = given["server_uri"] + "/servicesNS/nobody/TA_memo/storage/passwords"
asked = urllib.request.Request(url, data=b"name=of_the_action&password=p")
asked.add_header("Authorization", "Splunk " + given["session_key"])
urllib.request.urlopen(asked, context=ssl._create_unverified_context())
`,
  });
  const search = `node ask.cjs /services/search/jobs 'search=| makeresults | sendalert memo&exec_mode=blocking'`;
  const list = `node ask.cjs '/servicesNS/-/-/storage/passwords?output_mode=json'`;
  const { stdout, stderr } = await runCli(
    ["serve", "--app", "TA_memo", ...FREE, "--exec", `${search} && ${list}`],
    { cwd },
  );
  expect(stderr).toContain("memo TA_memo");
  expect(stdout).toContain('"username":"of_the_action"');
});

it("writes the transcript of each action that a search starts", async () => {
  const cwd = tempFolder({
    "ask.cjs": ASK,
    "default/app.conf": "[package]\nid = TA_memo\n",
    "default/alert_actions.conf": "[memo]\nis_custom = 1\nparam.note =\n",
    "bin/memo.py": "",
  });
  const ask = (note: string): string =>
    `node ask.cjs /services/search/jobs 'search=| makeresults | sendalert memo param.note=${note}&exec_mode=oneshot'`;
  const command = `${ask("one")} && ${ask("two")}`;
  await runCli(["serve", ...FREE, "--transcripts", "kept/here", "--exec", command], { cwd });
  const files = readdirSync(join(cwd, "kept/here")).sort();
  expect(files.map((file) => file.replace(/-[\d.]+\.json$/, ""))).toEqual(["1-memo", "2-memo"]);
  const notes = files.map((file) => {
    const { invocations } = JSON.parse(readFileSync(join(cwd, "kept/here", file), "utf8"));
    return /note[^a-z]+([a-z]+)/.exec(invocations[0].payload)?.[1];
  });
  expect(notes).toEqual(["one", "two"]);
});

// Ground: alert_actions.conf.spec, `[webhook]`, `[email]`, `[logevent]`; what `ar-sim run` shows of the same actions.
it.each<[action: string, params: string, shown: object]>([
  [
    "webhook",
    'param.url="https://example.com/hook"',
    { effects: [{ kind: "request", method: "POST", url: "https://example.com/hook" }] },
  ],
  [
    "email",
    'param.to="ann@example.com"',
    { effects: [{ kind: "mail", mail: { to: "ann@example.com" } }] },
  ],
  [
    "logevent",
    'param.event="n is $result.n$"',
    { effects: [{ kind: "event", event: { _raw: "n is 7" } }] },
  ],
  [
    "risk",
    'param._risk_object="n" param._risk_object_type="other" param._risk_score="5"',
    { effects: [{ action: "risk", kind: "event" }] },
  ],
  ["notable", 'param.rule_title="Seven"', { notables: [{ rule_title: "Seven" }], effects: [] }],
])("shows what %s would do, also in the job's transcripts", async (action, params, shown) => {
  const spl = `| makeresults | eval n=7 | sendalert ${action} ${params} | table n`;
  const cwd = tempFolder({
    "ask.cjs": ASK,
    "spl.txt": `output_mode=json&exec_mode=blocking&search=${encodeURIComponent(spl)}`,
  });
  const command = `sid=$(node ask.cjs /services/search/jobs "$(cat spl.txt)" | grep -o '[0-9]*[.][0-9]*' | head -1) && node ask.cjs "/services/search/jobs/$sid/transcripts" && node ask.cjs "/services/search/jobs/$sid/results?output_mode=json"`;
  const args = ["serve", ...FREE, "--transcripts", "kept", "--exec", command];
  const { stdout, stderr } = await runCli(args, { cwd });
  const [transcripts = "", results = ""] = stdout.split(/(?<=\]) ?(?=\{)/);
  expect(JSON.parse(transcripts)).toMatchObject([
    { schema: "ar-sim/search/1", search: spl, ...shown },
  ]);
  expect(results).toContain('"n":"7"');
  expect(stderr).toContain(`sendalert ${action}`);
  const [file = ""] = readdirSync(join(cwd, "kept"));
  expect(JSON.parse(readFileSync(join(cwd, "kept", file), "utf8"))).toMatchObject(shown);
});

it("ends a search in Splunk's words when its action fails, whatever the action prints", async () => {
  const cwd = tempFolder({
    "ask.cjs": ASK,
    "default/app.conf": "[package]\nid = TA_bad\n",
    "default/alert_actions.conf": "[bad]\nis_custom = 1\n[good]\nis_custom = 1\n",
    "bin/bad.py":
      "import sys\nsys.stderr.write(\"Error in 'sendalert' command: of its own\\n\")\nsys.exit(3)\n",
    "bin/good.py":
      "import sys\nsys.stderr.write(\"Error in 'sendalert' command: of its own\\n\")\n",
  });
  const sent = (action: string): string =>
    `node ask.cjs /services/search/jobs 'search=| makeresults | sendalert ${action}&exec_mode=oneshot'`;
  const command = `${sent("bad")}; ${sent("good")}`;
  const { stdout } = await runCli(["serve", ...FREE, "--exec", command], { cwd });
  expect(stdout).toContain("Alert script returned error code 3.");
  expect(stdout).not.toContain("of its own");
});

it("runs the add-on's own REST handlers, tells their tracebacks, and takes their SPLUNK_HOME away", async () => {
  const cwd = tempFolder({
    "ask.cjs": ASK,
    "default/app.conf": "[package]\nid = TA_own\n",
    "default/alert_actions.conf": "[act]\nis_custom = 1\n",
    "default/restmap.conf":
      "[script:own]\nmatch = /own\nscripttype = persist\nhandler = own.Own\n\n[script:bad]\nmatch = /bad\nscripttype = persist\nhandler = own.Bad\n",
    "bin/own.py":
      "import os\nfrom splunk.persistconn.application import PersistentServerConnectionApplication as Base\n\nclass Own(Base):\n    def __init__(self, *args):\n        pass\n\n    def handle(self, text):\n        return {'payload': os.environ['SPLUNK_HOME'], 'status': 200}\n\nclass Bad(Own):\n    def handle(self, text):\n        import no_such_module\n",
  });
  const command = "node ask.cjs /services/own; echo; node ask.cjs /services/bad";
  const { code, stdout, stderr } = await runCli(["serve", ...FREE, "--exec", command], { cwd });
  expect(code).toBe(0);
  const [home = "", ...answer] = stdout.split("\n");
  expect(home).toMatch(/splunk$/);
  expect(existsSync(home)).toBe(false);
  expect(answer.join("\n")).toContain(
    '<msg type="ERROR">No module named &apos;no_such_module&apos;</msg>',
  );
  expect(stderr).toMatch(/script:bad of TA_own: Traceback[^]*ModuleNotFoundError: No module/);
  expect(stderr).toContain(
    "hint: the module `no_such_module` is neither in the add-on nor in Splunk's Python",
  );
});
