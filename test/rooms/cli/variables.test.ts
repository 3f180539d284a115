// Which variables of ar-sim's own environment reach what it starts: only those that somebody passes on.
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const TOKEN = "t0ken-of-the-build";
/** As a build service has them. */
const env = {
  GITHUB_TOKEN: TOKEN,
  AWS_SECRET_ACCESS_KEY: TOKEN,
  AR_SIM_PASSWORD: TOKEN,
  PYTHONPATH: `/${TOKEN}`,
};

/** Tells all variables of its own, and on Linux those of the process that started it. */
const TELLS = `
import os, sys, tempfile
def told():
    lines = ["%s=%s" % pair for pair in sorted(os.environ.items())]
    try:
        with open("/proc/%d/environ" % os.getppid()) as file:
            lines.append("parent: " + file.read().replace("\\0", " "))
    except OSError:
        pass
    return "\\n".join(lines) + "\\ntemp: " + tempfile.gettempdir() + "\\nencoding: " + sys.getfilesystemencoding()
`;
const ADDON = {
  "default/app.conf": "[package]\nid = TA_tell\n",
  "default/alert_actions.conf": "[tell]\nis_custom = 1\npayload_format = json\n",
  "default/restmap.conf": "[script:own]\nmatch = /own\nscripttype = persist\nhandler = own.Own\n",
  "bin/telling.py": TELLS,
  "bin/tell.py": "import sys\nsys.stdin.read()\nfrom telling import told\nprint(told())\n",
  "bin/own.py": `
from splunk.persistconn.application import PersistentServerConnectionApplication as Base
from telling import told

class Own(Base):
    def __init__(self, *args):
        pass

    def handle(self, text):
        return {"payload": told(), "status": 200}
`,
};
const FREE = ["--port", "0", "--hec-port", "0"];

it.each([[[]], [["--fence", "off"]]])("gives the script none of them: %j", async (more) => {
  const app = tempFolder(ADDON);
  const args = ["run", "tell", "--app", app, "--json", ...more];
  const { stdout } = await runCli(args, { env });
  const [{ stdout: text = "" } = {}] = (JSON.parse(stdout) as { invocations: { stdout: string }[] })
    .invocations;
  expect(text).not.toContain(TOKEN);
  // What Splunk gives, and what Python, the locale and temporary files need.
  const names = text.match(/^\w+(?==)/gm) ?? [];
  for (const name of ["SPLUNK_HOME", "SPLUNKD_URI", "PATH", "HOME", "LANG", "PYTHONUTF8", "TMPDIR"])
    expect(names).toContain(name);
  expect(text).toMatch(/^temp: .*\/var\/run\/splunk\/tmp$/m);
  expect(text).toMatch(/^encoding: utf-8$/m);
});

it("gives the script what --env passes on", async () => {
  const args = [
    "run",
    "tell",
    "--app",
    tempFolder(ADDON),
    "--show-secrets",
    "--verbose",
    "--env",
    "GITHUB_TOKEN",
  ];
  const { stdout } = await runCli(args, { env });
  expect(stdout).toContain(`GITHUB_TOKEN=${TOKEN}`);
  expect(stdout).not.toContain(`AWS_SECRET_ACCESS_KEY=`);
});

it("gives a REST handler none of them, and the command of serve --exec all", async () => {
  const cwd = tempFolder({
    ...ADDON,
    "ask.cjs": `fetch(process.env.SPLUNKD_URI + "/services/own", { headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } })
  .then((one) => one.text()).then((text) => console.log(text + "\\nof the command: " + process.env.GITHUB_TOKEN));`,
  });
  const more = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
  const args = ["serve", ...FREE, "--exec", `node ${join(cwd, "ask.cjs")}`];
  const { stdout } = await runCli(args, { cwd, env: { ...env, ...more } });
  const [told = "", ofCommand] = stdout.split("of the command: ");
  expect(told).toContain("SPLUNK_HOME=");
  expect(told).not.toContain(TOKEN);
  expect(ofCommand).toBe(`${TOKEN}\n`);
});
