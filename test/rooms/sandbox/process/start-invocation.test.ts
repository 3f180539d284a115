import { join } from "node:path";
import { expect, it } from "vitest";
import { findAction } from "../../../../src/addon/find-action.ts";
import { findProgram } from "../../../../src/addon/find-program.ts";
import { loadAddon } from "../../../../src/addon/load-addon.ts";
import { ASSUMED } from "../../../../src/invocation/assumptions.ts";
import { describeSearch } from "../../../../src/invocation/search/describe-search.ts";
import { splunkProfile } from "../../../../src/platforms/splunk-profile.ts";
import { openSandbox } from "../../../../src/sandbox/home/open-sandbox.ts";
import {
  type ScriptWish,
  startInvocation,
} from "../../../../src/sandbox/process/start-invocation.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** What would be started for an action with these settings. */
async function started(
  settings: string,
  files: Record<string, string>,
  wish: Partial<ScriptWish> = {},
) {
  const addon = loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": `[act]\n${settings}`,
      ...files,
    }),
  );
  const action = findAction(addon);
  const program = findProgram(addon, action);
  await using sandbox = await openSandbox({
    addon,
    serverName: "sh1",
    managementPort: 8089,
    python: undefined,
    profile: splunkProfile("10.2"),
    parent: tempFolder(),
  });
  const start = startInvocation({
    sandbox,
    program,
    action,
    python: { path: "/opt/python", version: "3.9.18", chosenBy: "", venv: undefined },
    search: describeSearch({}, "https://127.0.0.1:8089"),
    script: {
      ...ASSUMED,
      cwd: undefined,
      clock: undefined,
      env: undefined,
      captureBytes: undefined,
      signal: undefined,
      traceExceptions: false,
      ...wish,
    },
  });
  const { argv, cwd, env } = start.describe(
    {
      args: program.args,
      payload: "{}",
      format: "json",
      resultsFile: "",
      resultId: undefined,
    },
    false,
  );
  const home = (text: string): string => text.replace(sandbox.splunkHome, "HOME");
  return { argv: argv.map(home), cwd: home(cwd), env };
}

it("puts the interpreter in front of a .py, and stands in bin/", async () => {
  expect(await started("", { "bin/act.py": "" })).toMatchObject({
    argv: ["/opt/python", "HOME/etc/apps/TA_x/bin/act.py", "--execute"],
    cwd: "HOME/etc/apps/TA_x/bin",
  });
});

it("starts other programs by themselves, and .js by node", async () => {
  const native = await started("", { "bin/act": "" });
  expect(native.argv).toEqual(["HOME/etc/apps/TA_x/bin/act", "--execute"]);
  const script = await started("", { "bin/act.js": "" });
  expect(script.argv).toEqual([process.execPath, "HOME/etc/apps/TA_x/bin/act.js", "--execute"]);
});

it("puts variables into the arguments of alert.execute.cmd and into .path files", async () => {
  const settings =
    "alert.execute.cmd = java.path\nalert.execute.cmd.arg.1 = -jar\nalert.execute.cmd.arg.2 = $SPLUNK_HOME/etc/apps/TA_x/bin/my.jar\n";
  const files = { "bin/java.path": "$JAVA_HOME/bin/java\n" };
  const { argv } = await started(settings, files, { env: { JAVA_HOME: "/opt/java" } });
  expect(argv).toEqual(["/opt/java/bin/java", "-jar", "HOME/etc/apps/TA_x/bin/my.jar"]);
});

it("stands at the root of the file system where that is asked for", async () => {
  expect((await started("", { "bin/act.py": "" }, { cwd: "root" })).cwd).toBe("/");
});

it("hands over splunkd's variables and those that were asked for, and no other", async () => {
  const { env } = await started("", { "bin/act.py": "" }, { env: { MINE: "1" } });
  expect(env).toMatchObject({
    MINE: "1",
    SPLUNKD_URI: "https://127.0.0.1:8089",
    PYTHONHTTPSVERIFY: "0",
    PYTHONUTF8: "1",
  });
  const known = /^(?:SPLUNK\w*|PATH|HOME|HOSTNAME|LANG|TZ|TMPDIR|LD_LIBRARY_PATH|PYTHON\w+|MINE)$/;
  if (process.platform !== "win32")
    expect(Object.keys(env).filter((name) => !known.test(name))).toEqual([]);
  expect(env["PATH"]?.startsWith(join(env["SPLUNK_HOME"] ?? "", "bin"))).toBe(true);
});
