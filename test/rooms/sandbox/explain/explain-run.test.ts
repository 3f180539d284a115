import { expect, it } from "vitest";
import { explainRun } from "../../../../src/sandbox/explain/explain-run.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const python = { path: "/p", version: "3.9.18", chosenBy: "", venv: undefined };
const MISSING = "ModuleNotFoundError: No module named 'requests'";
const program = (script = "") => ({
  appRoot: tempFolder({ "bin/my_declare.py": "", "bin/act.py": script }),
  file: "bin/act.py",
});

it("explains the first run that failed, by its stderr", () => {
  const runs = [
    { exitCode: 0, stderr: "" },
    { exitCode: 1, stderr: MISSING },
  ];
  expect(explainRun(runs, [], program(), python)[0]?.code).toBe("SANDBOX_NO_PYTHON");
});

it("looks into the logs where a script caught the error itself", () => {
  const runs = [{ exitCode: 1, stderr: "" }];
  expect(explainRun(runs, [{ text: MISSING }], program(), python)).toHaveLength(1);
});

it("has nothing to say of a script that ended well", () => {
  expect(explainRun([{ exitCode: 0, stderr: MISSING }], [], program(), python)).toEqual([]);
});

it("knows the files of bin/", () => {
  const runs = [{ exitCode: 1, stderr: "ImportError: No module named ta_my_declare" }];
  expect(explainRun(runs, [], program(), python)[0]?.hint).toContain("bin/my_declare.py");
});

it("finds the fixed path of a script that looks for Splunk where it is not", () => {
  const script = '# "/opt/splunk" is not it\nRESULTS = "/opt/splunk/var/run/splunk/dispatch"\n';
  const runs = [{ exitCode: 2, stderr: "ERROR No results file found" }];
  expect(explainRun(runs, [], program(script), python)).toMatchObject([
    { code: "ADDON_FIXED_HOME", where: { line: 2 }, hint: expect.stringContaining("SPLUNK_HOME") },
  ]);
  expect(explainRun([{ exitCode: 0, stderr: "" }], [], program(script), python)).toEqual([]);
});

it.each([
  'home = os.environ.get("SPLUNK_HOME", "/opt/splunk")\n',
  "home = os.getenv('SPLUNK_HOME') or '/Applications/Splunk'\n",
  'home = os.environ.get(\n    "SPLUNK_HOME",\n    "C:\\\\Program Files\\\\Splunk",\n)\n',
  'try:\n    home = os.environ["SPLUNK_HOME"]\nexcept KeyError:\n    home = "/opt/splunk"\n',
])("says nothing of a path that only stands in for SPLUNK_HOME: %s", (script) => {
  const runs = [{ exitCode: 1, stderr: "ERROR enough" }];
  expect(explainRun(runs, [], program(`import os\n${script}`), python)).toEqual([]);
});
