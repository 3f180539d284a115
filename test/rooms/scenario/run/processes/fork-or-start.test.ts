import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { FenceRequest } from "../../../../../src/run/send-alert-request.ts";
import type { TestReport } from "../../../../../src/scenario/report/report.ts";
import {
  runScenarios,
  type RunScenariosOptions,
} from "../../../../../src/scenario/run/run-scenarios.ts";
import { bothWays, canFork, plain } from "../../../../support/setup/both-ways.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const forks = await canFork();

function addonOf(script: string, scenario: string): string {
  return tempFolder({
    "default/app.conf": "[package]\nid = TA_acts\n",
    "default/alert_actions.conf": "[act]\n",
    "bin/act.py": script,
    "ar-sim.test.yaml": scenario,
  });
}

function forked(
  root: string,
  fence: FenceRequest = {},
  more: Omit<RunScenariosOptions, "root"> = {},
): Promise<TestReport> {
  const options = { root, workers: 1, isOnlyChecked: true, ...more };
  return runScenarios({ ...options, fence: { ...fence, processes: "fork" } });
}

/** So that a difference is shown by itself. */
function lines(report: unknown): string[] {
  return JSON.stringify(plain(report), null, 1).split("\n");
}

const TWO =
  "cases:\n  - { name: first, expect: { exit: 0 } }\n  - { name: second, expect: { exit: 0 } }\n";
/** Only a start has the first process of its namespace as its parent. */
const PARENT = "import os, sys\nsys.exit(0 if os.getppid() == 1 else 1)\n";

describe.skipIf(!forks)("with forked processes", () => {
  it("reports of each fixture what started processes report, times and process ids apart", async () => {
    const ways = await bothWays(resolve("harness-fixtures/addons"));
    expect(ways.forked.processes?.forked).toBeGreaterThan(20);
    expect(ways.forked.processes?.differing).toEqual([]);
    const { cases, ...others } = ways.forked;
    // One looks up a name in the network of this machine, which may take longer than the script runs.
    const compared = cases.filter(({ id }) => !id.endsWith("where one is allowed"));
    expect(compared.length).toBeGreaterThan(40);
    for (const ran of compared)
      expect(lines(ran), ran.id).toEqual(lines(ways.started.cases.find(({ id }) => id === ran.id)));
    expect(plain({ ...others, cases: [] })).toEqual(plain({ ...ways.started, cases: [] }));
  }, 240_000);

  it("gives the second case the script as it was saved after the first one", async () => {
    const root = addonOf("print('before')\n", "cases: [{ name: a }, { name: b }, { name: c }]");
    let ended = 0;
    const report = await forked(
      root,
      {},
      {
        progress: {
          ended: () => writeFileSync(join(root, "bin/act.py"), `print('after ${(ended += 1)}')\n`),
        },
      },
    );
    expect(report.processes?.forked).toBe(3);
    const printed = report.cases.map(({ transcript }) => transcript?.invocations[0]?.stdout);
    expect(printed).toEqual(["before\n", "after 1\n", "after 2\n"]);
  });

  it("gives the second case nothing that the first one left, and leaves nothing itself", async () => {
    const script = `import os, subprocess, sys, tempfile
home = os.environ["SPLUNK_HOME"]
places = ["/tmp/x", "/var/tmp/x", "/dev/shm/x", home + "/x", home + "/../x", os.getcwd() + "/x", tempfile.gettempdir() + "/x"]
for place in places:
    if os.path.exists(place):
        sys.exit("%s is there" % place)
    os.makedirs(place + "/deep")
    os.chmod(place, 0)
os.chmod(home, 0)
subprocess.Popen(["sleep", "600"], start_new_session=True)
if len([name for name in os.listdir("/proc") if name.isdigit()]) > 5:
    sys.exit("another process is there")
`;
    const report = await forked(addonOf(script, TWO));
    expect(report.cases.flatMap(({ failures }) => failures)).toEqual([]);
    expect(report.processes).toMatchObject({ forked: 2, differing: [] });
    for (const { transcript } of report.cases) {
      expect(transcript?.invocations[0]?.left.map(({ command }) => command)).toEqual(["sleep 600"]);
      expect(existsSync(transcript?.invocations[0]?.env["SPLUNK_HOME"] ?? "/")).toBe(false);
    }
  });

  it.each([
    ["writes over", "open(module, 'r+').write('#')"],
    [
      "keeps the time of",
      "was = os.stat(module); open(module, 'r+').write('#'); os.utime(module, ns=(was.st_atime_ns, was.st_mtime_ns))",
    ],
    ["removes", "os.remove(module)"],
    [
      "replaces",
      "os.rename(module, module + '.old'); shutil.copy2(module + '.old', module); open(module, 'a').write('broken')",
    ],
    ["takes the folder of", "shutil.rmtree(package); os.mkdir(package)"],
    [
      "links away the folder of",
      "os.rename(package, package + '.away'); os.symlink(package + '.away', package)",
    ],
    ["locks the folder of", "os.chmod(package, 0)"],
    ["locks", "os.chmod(module, 0)"],
  ])("gives the second case the stand-ins anew where the first one %s them", async (_, act) => {
    const script = `import os, shutil, stat, sys
import splunk.rest
package = os.path.dirname(splunk.__file__)
module = os.path.join(package, "rest", "__init__.py")
if os.path.islink(package) or stat.S_IMODE(os.lstat(package).st_mode) != 0o755:
    sys.exit("another folder")
if os.lstat(module).st_mode & 0o777 != 0o644 or open(module).read(1) == "#" or "broken" in open(module).read():
    sys.exit("another file")
${act}
`;
    const report = await forked(addonOf(script, TWO));
    expect(report.cases.flatMap(({ failures }) => failures)).toEqual([]);
    expect(report.processes).toMatchObject({ forked: 2, differing: [] });
  });

  it("tries a case that fails once more with a start, which counts, and tells the difference", async () => {
    const report = await forked(addonOf(PARENT, TWO));
    expect(report.totals).toMatchObject({ passed: 2, failed: 0 });
    expect(report.processes).toMatchObject({ forked: 2, started: 2 });
    expect(report.processes?.differing).toEqual(report.cases.map(({ id }) => id));
  });

  it("tells no difference where both fail alike", async () => {
    const report = await forked(addonOf("import sys\nsys.exit(4)\n", TWO));
    expect(report.totals.failed).toBe(2);
    expect(report.processes).toMatchObject({ forked: 2, started: 2, differing: [] });
  });

  it("tries none again that may call others", async () => {
    const root = addonOf(PARENT, TWO);
    const report = await forked(root, { network: [{ host: "127.0.0.1", port: 9 }] });
    expect(report.totals.failed).toBe(2);
    expect(report.processes).toMatchObject({ forked: 2, started: 0, differing: [] });
  });

  it.each([
    ["kills", "9"],
    ["stops", "19"],
  ])(
    "survives a script that %s what forked it",
    async (_, signal) => {
      const script = `import os\nos.kill(os.getppid(), ${signal})\n`;
      const report = await forked(addonOf(script, `timeLimit: 2s\n${TWO}`));
      expect(report.totals).toMatchObject({ passed: 2 });
      expect(report.processes?.differing).toHaveLength(2);
    },
    60_000,
  );

  it("ends a script at its maxtime, with all that it started", async () => {
    const script =
      "import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True).wait()\n";
    const root = addonOf(script, "expect: { timedOut: true }\n");
    writeFileSync(join(root, "default/alert_actions.conf"), "[act]\nmaxtime = 1\n");
    const report = await forked(root);
    const [run] = report.cases[0]?.transcript?.invocations ?? [];
    expect(run).toMatchObject({ timedOut: true, signal: "SIGKILL", exitCode: null });
    expect(run?.left.map(({ command }) => command)).toEqual(["sleep 600"]);
  });

  it("moves the clock of each case by itself", async () => {
    const report = await forked(
      addonOf(
        "import time\nprint(int(time.time()) // 86400)\n",
        "cases:\n  - { name: a, given: { now: 2024-01-02T00:00:00Z } }\n  - { name: b, given: { now: 1970-01-03T00:00:00Z } }\n",
      ),
    );
    const printed = report.cases.map(({ transcript }) => transcript?.invocations[0]?.stdout);
    expect(printed).toEqual(["19724\n", "2\n"]);
    expect(report.processes?.forked).toBe(2);
  });
});

it("starts processes where it cannot fork, and says why", async () => {
  const root = addonOf("", TWO);
  const report = await forked(root, { fence: "process" });
  expect(report.totals.passed).toBe(2);
  expect(report.processes).toEqual({
    forked: 0,
    started: 2,
    whyStarted: ["there is no fence of namespaces"],
    differing: [],
  });
});

it("starts each run that is compared with others", async () => {
  const report = await forked(addonOf("", TWO), {}, { repeat: 2 });
  expect(report.totals.passed).toBe(2);
  expect(report.processes).toEqual({
    forked: 0,
    started: 4,
    whyStarted: ["cases are repeated or tried again"],
    differing: [],
  });
});

it("says nothing of processes where no forks are wished", async () => {
  const report = await runScenarios({ root: addonOf("", TWO), isOnlyChecked: true });
  expect(report.processes).toBeUndefined();
});
