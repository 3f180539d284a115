import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

function addonLike(name: string): string {
  const folder = tempFolder();
  for (const part of ["bin", "default", "metadata"])
    cpSync(join(fixture(name), part), join(folder, part), { recursive: true });
  return folder;
}

it("writes a first scenario file of conf, form and rules, which passes as written", async () => {
  const cwd = addonLike("TA_ping");
  const { code, stdout, stderr } = await runCli(["test", "--init"], { cwd });
  expect(code).toBe(0);
  expect(stderr).toBe("wrote ar-sim.test.yaml with 7 cases; running them\n");
  expect(stdout).toContain("9 passed");
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  for (const words of ["runs on a notable event", "refuses a bad count", "takes a good host_field"])
    expect(text).toContain(words);
  expect((await runCli(["test"], { cwd })).code).toBe(0);
});

/** Where the editor looks for the schema of a scenario file. */
function schemaOf(file: string): string {
  const [, given = ""] = /^(?:# yaml-language-server: )?\$schema[:=] ?"?([^"\s]+)/m.exec(
    readFileSync(file, "utf8"),
  )!;
  return given.startsWith("file:") ? fileURLToPath(given) : resolve(dirname(file), given);
}

it.each(["node_modules", "../node_modules"])(
  "names the schema in %s by a path within the project",
  async (modules) => {
    const cwd = join(tempFolder(), "TA_ping");
    cpSync(addonLike("TA_ping"), cwd, { recursive: true });
    const file = join(cwd, modules, "ar-sim/src/scenario/file/scenario.schema.json");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "{}");
    await runCli(["test", "--init"], { cwd });
    const written = join(cwd, "ar-sim.test.yaml");
    expect(schemaOf(written)).toBe(file);
    expect(readFileSync(written, "utf8")).not.toContain(cwd);
  },
);

it("names a schema that is there where ar-sim is not among the add-on's packages", async () => {
  const cwd = addonLike("TA_ping");
  await runCli(["test", "--init"], { cwd });
  const schema = schemaOf(join(cwd, "ar-sim.test.yaml"));
  expect(existsSync(schema)).toBe(true);
  expect(JSON.parse(readFileSync(schema, "utf8"))).toHaveProperty("properties.cases");
});

it("says what is wrong with an add-on that fails", async () => {
  const cwd = addonLike("TA_wrong_sourcetype");
  const { code, stdout } = await runCli(["test", "--init"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("because event has sourcetype `lookup:results`");
});

it("asks for each required parameter, of _cam, of the form, and of a rule", async () => {
  const cwd = tempFolder({
    "default/alert_actions.conf": `[ask]
param._cam = {"category": ["x"], "task": ["y"], "subject": ["z"], "technology": [], "required_params": ["url"]}
param.url =
param.team =
param.code =
`,
    "default/restmap.conf": `[validation:savedsearch]
action.ask.param.code = validate(match('action.ask.param.code', "^Q{7}$"), "Seven of them")
`,
    "default/data/ui/alerts/ask.html": `<form>
<select name="action.ask.param.team" required><option value="red">Red</option></select></form>`,
    "bin/ask.sh": '#!/bin/sh\ngrep -q \'"team":"red"\'\n',
  });
  await runCli(["test", "--init"], { cwd });
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  expect(text).toContain("name: is not saved without url");
  expect(text).toContain("name: fails without team");
  expect(text).toContain("team: red");
  expect(text).toContain("code: QQQQQQQ");
});

it("leaves to a person the value that no rule tells", async () => {
  const cwd = tempFolder({
    "default/alert_actions.conf": "[ask]\nparam.code =\n",
    "default/restmap.conf": `[validation:savedsearch]\naction.ask.param.code = "never right"\n`,
    "bin/ask.sh": "#!/bin/sh\n",
  });
  await runCli(["test", "--init"], { cwd });
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  expect(text).toContain("skip: write a value of code that is accepted");
});

/** An action of an author who knows no UCC: it needs a password, a channel, and a field, and says so only when it runs. */
const NEEDY = `import json, sys
import splunk.rest as rest

payload = json.load(sys.stdin)
path = "/servicesNS/nobody/TA_needy/storage/passwords/vendor%3Aann%3A?output_mode=json"
_, content = rest.simpleRequest(path, sessionKey=payload["session_key"])
password = json.loads(content)["entry"][0]["content"]["clear_password"]
config = payload["configuration"]
if not config.get("channel", "").startswith("#"):
    sys.exit("no channel")
print(payload["result"]["severity"], config["level"], config["channel"], len(password), file=sys.stderr)
`;

function needyAddon(): string {
  return tempFolder({
    "default/app.conf": "[package]\nid = TA_needy\n",
    "default/alert_actions.conf": "[act]\npayload_format = json\nparam.channel =\nparam.level =\n",
    "default/data/ui/alerts/act.html": `<form><input name="action.act.param.channel">
<select name="action.act.param.level"><option value="low">Low</option></select></form>`,
    "bin/act.py": NEEDY,
  });
}

it("gives an action what it asks for: a credential, fields of rows, and what its form sends", async () => {
  const cwd = needyAddon();
  const { code, stdout } = await runCli(["test", "--init"], { cwd });
  expect(stdout).not.toContain("✗");
  expect(code).toBe(0);
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  expect(text).toContain("    - realm: vendor\n      username: ann\n");
  expect(text).toContain("# The form requires channel of nobody, and the script fails without.");
  // The values are seen to arrive.
  const seen = text.replace("cases:\n", "expect: { stderr: '1 low #general 19' }\ncases:\n");
  writeFileSync(join(cwd, "ar-sim.test.yaml"), seen);
  expect((await runCli(["test", "-t", "runs"], { cwd })).code).toBe(0);
});

it("tells why the first run fails, above the case", async () => {
  const cwd = tempFolder({
    "default/alert_actions.conf": "[act]\n",
    "bin/act.py": "import sys\nprint('ERROR the moon is not full', file=sys.stderr)\nsys.exit(4)\n",
  });
  expect((await runCli(["test", "--init"], { cwd })).code).toBe(1);
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  expect(text).toMatch(/# The first run fails: the script ended with exit code 4: .*moon/);
});

it("says that an action does without what its form requires", async () => {
  const cwd = tempFolder({
    "default/alert_actions.conf": "[act]\nparam.url =\n",
    "default/data/ui/alerts/act.html": `<form><input name="action.act.param.url" required></form>`,
    "bin/act.py": "",
  });
  expect((await runCli(["test", "--init"], { cwd })).code).toBe(0);
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  expect(text).toContain("# The form requires url, and the script does without.");
  expect(text).toContain("name: runs without url");
});

it.each([
  ["--network=allow", "--network"],
  ["--fence=off", "--fence off"],
])("lets nothing out: refuses %s", async (option, shown) => {
  const cwd = needyAddon();
  const { code, stderr } = await runCli(["test", "--init", option], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(`--init and ${shown} cannot be used together`);
  expect(existsSync(join(cwd, "ar-sim.test.yaml"))).toBe(false);
});

it("lets nothing out, whatever ar-sim.config.yaml allows", async () => {
  let requests = 0;
  const server = createServer((_, answer) => {
    requests += 1;
    answer.end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const cwd = tempFolder({
    "ar-sim.config.yaml": "network: allow\n",
    "default/alert_actions.conf": "[act]\n",
    "bin/act.py": `import urllib.request\nurllib.request.urlopen("http://127.0.0.1:${port}/x")\n`,
  });
  const { code } = await runCli(["test", "--init"], { cwd });
  server.close();
  expect({ code, requests }).toEqual({ code: 1, requests: 0 });
});

it("never writes over a file", async () => {
  const cwd = tempFolder({ "default/alert_actions.conf": "[a]\n", "ar-sim.test.yaml": "mine" });
  const { code, stderr } = await runCli(["test", "--init"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("ar-sim.test.yaml exists already");
  expect(readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8")).toBe("mine");
});

it("says when there is nothing to test", async () => {
  const { code, stderr } = await runCli(["test", "--init"], {
    cwd: tempFolder({ "default/alert_actions.conf": "" }),
  });
  expect(code).toBe(5);
  expect(stderr).toContain("no action that runs a script");
});

it("writes a stub for each call that the first runs tried, and lets none of them out", async () => {
  const script = `import json, sys, urllib.request
payload = json.load(sys.stdin)
for path in ("login", "items/" + payload["result"]["dest"]):
    request = urllib.request.Request("https://vendor.example/api/" + path, b"{}", method="POST")
    print(path, urllib.request.urlopen(request, timeout=10).read(), file=sys.stderr)
`;
  const cwd = tempFolder({
    "default/alert_actions.conf": "[act]\npayload_format = json\n",
    "bin/act.py": script,
  });
  const { code, stdout } = await runCli(["test", "--init"], { cwd });
  expect(stdout).not.toContain("✗");
  expect(code).toBe(0);
  const file = join(cwd, "ar-sim.test.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(
    /# Write what the vendor answers\..*\n +- method: POST\n +url: https:\/\/vendor\.example\/api\/login\n +json: \{\}\n/,
  );
  expect(text).toContain("url: https://vendor.example/api/items/*\n");
  // A mended answer is seen to arrive.
  writeFileSync(
    file,
    text
      .replace("json: {}", "json: { token: abc }")
      .replace("cases:\n", "expect: { stderr: 'token' }\ncases:\n"),
  );
  expect((await runCli(["test", "-t", "runs"], { cwd })).code).toBe(0);
});
