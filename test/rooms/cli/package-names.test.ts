// What is told of a package names the package and the path inside it: the folder that it was unpacked into is gone by then.
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { storedZip } from "../../support/stored-zip.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ADDON = {
  "default/app.conf": "[package]\nid = TA-ping\n",
  "default/alert_actions.conf": "[ping]\nparam._cam = {\njunk\n",
  "bin/ping.py":
    'import logging, os\nlog = os.path.join(os.environ["SPLUNK_HOME"], "var/log/splunk/ping_modalert.log")\nlogging.basicConfig(filename=log)\ntry:\n    {}["x"]\nexcept KeyError:\n    logging.exception("no")\n    raise\n',
};

function packed(files: Readonly<Record<string, string>>): string {
  const entries = Object.entries(files).map(([path, text]) => ({ name: `TA-ping/${path}`, text }));
  return join(tempFolder({ "pings.spl": storedZip(entries) }), "pings.spl");
}

/** A folder of temporary files, as the process names them. */
const UNPACKED = /splunk-\d+-\w{6}\/(?:apps|splunk\/etc\/apps)\/TA-ping\//;

it("names files of the package in what a run shows", async () => {
  const file = packed(ADDON);
  const { stdout } = await runCli(["run", "--app", file]);
  expect(stdout).toContain('File "pings.spl:bin/ping.py", line 5, in <module>');
  expect(stdout).toContain("--> pings.spl:default/alert_actions.conf:2");
  expect(stdout).toContain("--> pings.spl:default/alert_actions.conf:3");
  expect(stdout).toContain("--> pings.spl:metadata/default.meta");
  expect(stdout).not.toMatch(UNPACKED);
});

it("names files of the package in the transcript, but for what the script was handed", async () => {
  const { stdout } = await runCli(["run", "--app", packed(ADDON), "--json"]);
  const { problems, verdict, invocations, logs } = JSON.parse(stdout);
  const [{ stderr, splunkd, argv }] = invocations;
  const told = JSON.stringify({ problems, verdict, stderr, splunkd, logs });
  expect(told).not.toMatch(UNPACKED);
  expect(logs[0].text).toContain('File "pings.spl:bin/ping.py", line 5');
  expect(argv.join(" ")).toMatch(/etc\/apps\/TA-ping\/bin\/ping\.py/);
});

it("leaves the paths of a SPLUNK_HOME that is kept, since they are there to be looked at", async () => {
  const { stdout } = await runCli(["run", "--app", packed(ADDON), "--json", "--keep"], {
    env: { TMPDIR: tempFolder() },
  });
  const { invocations, splunkHome } = JSON.parse(stdout);
  expect(invocations[0].stderr).toContain(`${splunkHome}/etc/apps/TA-ping/bin/ping.py`);
});

it("names files of the package when there is nothing to run", async () => {
  const { "bin/ping.py": _, ...files } = ADDON;
  const { code, stderr } = await runCli(["run", "--app", packed(files)]);
  expect(code).toBe(2);
  expect(stderr).toContain("--> pings.spl:default/alert_actions.conf:1");
  expect(stderr).toContain("Put ping.py into pings.spl:bin");
  expect(stderr).not.toMatch(UNPACKED);
});

it("names files of the package in what the doctor says", async () => {
  const files = { ...ADDON, "bin/ping.py": "print 'no'\n" };
  const { stdout } = await runCli(["doctor", "--app", packed(files), "--json"]);
  const { links, environment } = JSON.parse(stdout);
  expect(links[0].where.file).toBe("pings.spl:default/alert_actions.conf");
  expect(links[0].because[0]).toMatch(/^AR020 pings\.spl:default\/alert_actions\.conf:2: /);
  const complaints = environment.pythons.flatMap((one: { complaints: unknown }) => one.complaints);
  expect(complaints).toContainEqual(
    expect.objectContaining({ where: { file: "pings.spl:bin/ping.py", line: 1 } }),
  );
  expect(stdout).not.toMatch(UNPACKED);
});

it("names files of the package in what is checked", async () => {
  const file = packed(ADDON);
  const text = await runCli(["check", file, "--only", "AR020"]);
  expect(text.stdout).toMatch(/^pings\.spl:default\/alert_actions\.conf\n {5}2 {2}error /);
  const github = await runCli(["check", file, "--only", "AR020", "--format", "github"]);
  expect(github.stdout).toContain("file=pings.spl%3Adefault/alert_actions.conf,line=2,");
  const json = JSON.parse((await runCli(["check", file, "--format", "json"])).stdout);
  expect(json.root).toBe(file);
  expect(json.findings[0].where.file).toBe("default/alert_actions.conf");
});
