// `run --splunkd`: a stand-in that `ar-sim serve` has running in another process serves the run.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:https";
import { request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { cacheFolder } from "../../../../../src/host/cache-folder.ts";
import { certificate } from "../../../../../src/splunkd/wire/certificate.ts";
import type { Transcript } from "../../../../../src/index.ts";
import { MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { MAKES_CALLS } from "../../../../support/splunkd/makes-calls.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const SCRIPT = `
import json, os, ssl, sys, time, urllib.error, urllib.request
given = json.load(sys.stdin)
${MAKES_CALLS}
# A write crosses from one process to the other beside its answer.
for _ in range(400 if "conf-memo" in given["configuration"].get("calls", "") else 0):
    if os.path.exists(home): break
    time.sleep(0.05)
print("local:", open(home).read() if os.path.exists(home) else "none")
`;

const APP = {
  "default/app.conf": "[package]\nid = TA_memo\n",
  "default/alert_actions.conf": "[memo]\nis_custom = 1\npayload_format = json\n",
  "bin/memo.py": SCRIPT,
};

interface Served {
  readonly uri: string;
  readonly sessionKey: string;
}

const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill("SIGTERM");
    while (child.exitCode === null && child.signalCode === null) await sleep(20);
  }
});

async function serve(app: string, ...more: readonly string[]): Promise<Served> {
  const args = [MAIN, "serve", "--app", app, "--port", "0", "--hec-port", "0", "--json", ...more];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  children.push(child);
  return new Promise((done) =>
    child.stdout.setEncoding("utf8").once("data", (line: string) => done(JSON.parse(line))),
  );
}

async function run(
  app: string,
  uri: string,
  calls: readonly string[],
  ...more: readonly string[]
): Promise<Transcript> {
  const args = ["run", "--app", app, "--splunkd", uri, "--param", `calls=${calls.join("\n")}`];
  const { stdout, stderr } = await runCli([...args, "--json", ...more]);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

function ask({ uri, sessionKey }: Served, path: string): Promise<string> {
  return new Promise((done, fail) => {
    const headers = { Authorization: `Splunk ${sessionKey}` };
    request(`${uri}${path}`, { headers, rejectUnauthorized: false, agent: false }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part)).on("end", () => done(text));
    })
      .on("error", fail)
      .end();
  });
}

const PASSWORDS = "/servicesNS/nobody/TA_memo/storage/passwords";
const CONF = "/servicesNS/nobody/TA_memo/configs/conf-memo";

it("runs on a stand-in that is served elsewhere, which keeps state and job", async () => {
  const app = tempFolder(APP);
  const served = await serve(app);
  const first = await run(app, served.uri, [
    `POST ${PASSWORDS} name=api&password=kept-it`,
    `POST ${CONF} name=a&k=1`,
    "POST /services/receivers/simple?sourcetype=memo hello",
  ]);
  expect(first.rest.map(({ method, status }) => [method, status])).toEqual([
    ["POST", 201],
    ["POST", 201],
    ["POST", 200],
  ]);
  expect(first.events.map(({ raw, sourcetype }) => [raw, sourcetype])).toEqual([["hello", "memo"]]);
  expect(first.invocations[0]?.stdout).toContain("local: [a]\nk = 1");

  const args = ["--result", "src=192.0.2.7", "--as-user", "admin"];
  const second = await run(app, served.uri, [`GET ${PASSWORDS}/:api:`], ...args);
  expect(second.rest).toMatchObject([{ method: "GET", status: 200 }]);
  expect(second.events).toEqual([]);
  expect(second.invocations[0]?.stdout).toContain("clear_password");
  expect(JSON.stringify(second)).not.toContain("kept-it");
  expect(second.invocations[0]?.stdout).toContain("local: [a]\nk = 1");

  const results = await ask(served, `/services/search/jobs/${second.sid}/results?output_mode=json`);
  expect(JSON.parse(results).results).toMatchObject([{ src: "192.0.2.7" }]);
});

it("gives a run the rights of its user there", async () => {
  const app = tempFolder(APP);
  const { uri } = await serve(app);
  const { rest } = await run(app, uri, [`GET ${PASSWORDS}`], "--as-user", "ann");
  expect(rest).toMatchObject([{ user: "ann", status: 403 }]);
});

it("goes by the variables that serve --exec sets", async () => {
  const app = tempFolder(APP);
  const command = `node "${MAIN}" run --app "${app}" --splunkd "$SPLUNKD_URI" --json`;
  const args = ["serve", "--app", app, "--port", "0", "--hec-port", "0", "--as-user", "ann"];
  const { code, stdout } = await runCli([...args, "--exec", command], {
    env: withoutColor() as Record<string, string>,
  });
  expect(code).toBe(0);
  const { splunkd } = (JSON.parse(stdout) as Transcript).invocations[0] ?? { splunkd: [] };
  expect(splunkd[0]).toContain('owner="ann"');
});

it.each([
  [["--splunkd", "https://127.0.0.1:1"], "nobody answers at https://127.0.0.1:1", "ar-sim serve"],
  [
    ["--splunkd", "127.0.0.1:8089"],
    "--splunkd must be an https:// address",
    "https://127.0.0.1:8089",
  ],
  [["--splunkd", "https://127.0.0.1:1", "--splunkd-port", "1"], "--splunkd-port", ""],
  [["--splunkd", "https://127.0.0.1:1", "--credential", "a=b"], "--credential", "ar-sim serve"],
])("%j: refused with a word", async (args, message, hint) => {
  const { code, stderr } = await runCli(["run", "--app", tempFolder(APP), ...args]);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(new RegExp(`hint: .*${hint}`));
  expect(code).toBe(2);
});

it("sends nothing to a server that is no stand-in, and says why it will not do", async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer(await certificate(cacheFolder()), (incoming, answer) => {
    seen.push(incoming.headers.authorization);
    answer.writeHead(401).end("<response/>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  const uri = `https://127.0.0.1:${port}`;
  const { code, stderr } = await runCli(["run", "--app", tempFolder(APP), "--splunkd", uri]);
  server.close();
  expect(code).toBe(2);
  expect(stderr).toMatch(/SPLUNKD_MISFIT.*is no stand-in of ar-sim/);
  expect(stderr).toContain("the job behind the alert");
  expect(seen).toEqual([undefined]);
});

it("says which add-on a stand-in lacks, and which log-in it does not know", async () => {
  const app = tempFolder(APP);
  const other = tempFolder({ ...APP, "default/app.conf": "[package]\nid = TA_other\n" });
  const { uri } = await serve(app);
  const args = ["run", "--app", other, "--splunkd", uri];
  expect((await runCli(args)).stderr).toMatch(/SPLUNKD_MISFIT.*TA_other/);
  const env = { SPLUNK_USERNAME: "admin", SPLUNK_PASSWORD: "wrong" };
  const { stderr } = await runCli(args, { env });
  expect(stderr).toMatch(/SPLUNKD_MISFIT.*admin/);
  expect(stderr).toContain("SPLUNK_PASSWORD");
});

it("serves two runs at a time, and tells each of its own", async () => {
  const app = tempFolder(APP);
  const served = await serve(app);
  const both = await Promise.all(
    ["a", "b"].map((name) => run(app, served.uri, [`GET /services/messages/${name}`])),
  );
  expect(both.map(({ rest }) => rest.map(({ path }) => path))).toEqual([
    ["/services/messages/a"],
    ["/services/messages/b"],
  ]);
  expect(new Set(both.map(({ sid }) => sid)).size).toBe(2);
});

it("says so when the stand-in goes away in the middle", async () => {
  const app = tempFolder({
    ...APP,
    "bin/memo.py": `import os, signal, time
served = int(os.environ["SERVED"])
os.kill(served, signal.SIGTERM)
for _ in range(600):
    try:
        os.kill(served, 0)
    except OSError:
        break
    time.sleep(0.05)
`,
  });
  const { uri } = await serve(app);
  const args = ["run", "--app", app, "--splunkd", uri, "--env", `SERVED=${children[0]?.pid}`];
  // Below a fence, the script could not see the stand-in's process.
  const { code, stderr } = await runCli([...args, "--fence", "off"]);
  expect(stderr).toMatch(/SPLUNKD_MISFIT.*(went away|nobody answers)/);
  expect(code).toBe(2);
});

it("shows the bodies of calls where they are asked for, the secrets in them masked", async () => {
  const app = tempFolder(APP);
  const calls = `POST ${PASSWORDS} name=api&password=kept-it`;
  const run = ["run", "--app", app, "--param", `calls=${calls}`, "--rest-bodies"];
  const { stdout } = await runCli(run);
  expect(stdout).toContain("  201 POST");
  expect(stdout).toContain("> name=api&password=<redacted>");
  expect(stdout).toMatch(/ {4}< .*<s:key name="clear_password"><redacted><\/s:key>/);
  expect(stdout).not.toContain("kept-it");
  const other = await runCli([...run, "--splunkd", "https://127.0.0.1:1"]);
  expect(other.stderr).toContain("SPLUNKD");
});
