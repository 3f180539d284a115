import { expect, it } from "vitest";
import { ASSUMPTION_OPTIONS } from "../../../../../src/cli/options/assumption-options.ts";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const readAssumptions = (texts: readonly string[]) =>
  ASSUMPTION_OPTIONS.assume.read(texts, "--assume");

const APP = {
  "default/app.conf": "[package]\nid = TA_x\n",
  "metadata/default.meta": "[]\nexport = system\n",
  "default/alert_actions.conf":
    "[act]\npayload_format = json\nparam.who = $result.user$\nmaxtime = 1s\n",
  "bin/act.py": "import sys, time\ntime.sleep(600 if 'slow' in sys.stdin.read() else 0)\n",
};

async function run(...args: string[]) {
  const { code, stdout, stderr } = await runCli([
    "run",
    "--json",
    "--app",
    tempFolder(APP),
    ...args,
  ]);
  const transcript = stdout === "" ? undefined : JSON.parse(stdout);
  return {
    code,
    stderr,
    transcript,
    error: transcript?.error,
    first: transcript?.invocations?.[0],
  };
}

it("joins the values of a multivalue field as it is told", async () => {
  const rows = ["--result", "user=a", "--result", "user=b"];
  const who = async (...more: string[]) =>
    JSON.parse((await run(...rows, ...more)).first.payload).configuration.who;
  expect(await who()).toBe("a b");
  expect(await who("--assume", "multivalue-separator=,")).toBe("a,b");
});

it("tells the type of an ad hoc run, and the code of a killed one, as it is told", async () => {
  const { code, first } = await run(
    "--result",
    "user=slow",
    "--assume",
    "adhoc-type=search",
    "--assume",
    "killed-code=137",
  );
  expect(code).toBe(3);
  expect(first.splunkd[0]).toContain('type="search"');
  expect(first.splunkd.at(-1)).toContain("error code 137.");
});

it("starts nothing for no rows where that is assumed", async () => {
  const file = `${tempFolder({ "rows.csv": "user\n" })}/rows.csv`;
  expect((await run("--results", file, "--assume", "no-rows-file=present")).code).toBe(0);
  const refused = await run("--results", file, "--assume", "empty-results=skip");
  expect(refused.error).toMatchObject({ code: "INVOKE_BAD_RESULTS" });
  expect(refused.error.message).toContain("there is no row");
  expect(refused.code).toBe(2);
});

it("starts nothing per result where there is none", async () => {
  const file = `${tempFolder({ "rows.csv": "user\n" })}/rows.csv`;
  const { code, transcript } = await run("--results", file, "--mode", "per-result");
  const { verdict } = transcript;
  expect(verdict).toMatchObject({ status: "not-triggered", reasons: [{ id: "has-row" }] });
  expect(verdict.reasons[0].hint).toContain("Give at least one row");
  expect(code).toBe(1);
});

it("puts the first row into a payload in XML where that is assumed", async () => {
  const args = ["run", "--app", fixture("TA_xml"), "--json", "--result", "a=b"];
  const plain = JSON.parse((await runCli(args)).stdout).invocations[0].payload;
  const more = JSON.parse((await runCli([...args, "--assume", "xml-result=experimental"])).stdout);
  expect(plain).not.toContain("<result>");
  expect(more.invocations[0].payload).toContain('<field k="a"><value>b</value></field>');
});

it("follows the other cim_actions where they differ", async () => {
  const app = tempFolder({
    ...APP,
    "bin/act.py": `import os, sys
sys.path.insert(0, os.path.join(os.environ["SPLUNK_HOME"], "etc", "apps", "Splunk_SA_CIM", "lib"))
import cim_actions
print(cim_actions.default_dropexp("_guid"))
`,
  });
  const out = async (...more: string[]) =>
    JSON.parse((await runCli(["run", "--json", "--app", app, ...more])).stdout).invocations[0]
      .stdout;
  expect(await out()).toBe("True\n");
  expect(await out("--assume", "cim-actions=V6")).toBe("False\n");
});

it("reads every switch", () => {
  const texts = ["kill-signal=SIGTERM", "extensions=py,sh,", "killed-code=1"];
  expect(readAssumptions(texts)).toEqual({
    killSignal: "SIGTERM",
    extensions: ["py", "sh", ""],
    killedCode: 1,
  });
});

it.each(["moon=cheese", "kill-signal=SIGHUP", "killed-code=0", "cim-actions"])(
  "refuses %s",
  (text) => {
    expect(() => readAssumptions([text])).toThrow(expect.objectContaining({ code: "CLI_USAGE" }));
  },
);
