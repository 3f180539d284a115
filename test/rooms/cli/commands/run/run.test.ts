import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findPython } from "../../../../../src/sandbox/interpreters/find-python.ts";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const run = (addon: string, ...args: string[]) => runCli(["run", "--app", fixture(addon), ...args]);

it("runs the only action of an add-on and finds its result", async () => {
  const { code, stdout, stderr } = await run("TA_ping");
  expect(stderr).toBe("");
  expect(stdout).toContain("✓ exit code 0");
  expect(stdout).toContain("found by tag=modaction_result (eventtype ping_host_modaction_result)");
  expect(code).toBe(0);
});

it("tells why an event would not be found, down to the clause", async () => {
  const { code, stdout } = await run("TA_wrong_sourcetype");
  expect(code).toBe(1);
  expect(stdout).toContain("1 of 1 event would not be found by tag=modaction_result");
  expect(stdout).toMatch(/lookup:results/);
  expect(stdout).toMatch(/eventtypes\.conf:4/);
});

it("gives the whole transcript as one JSON document", async () => {
  const { code, stdout } = await run(
    "TA_ping",
    "--json",
    "--param",
    "host_field=src",
    "--result",
    "src=192.0.2.7",
  );
  const transcript = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(transcript.schema).toBe("ar-sim/transcript/1");
  expect(JSON.parse(transcript.events[0].raw).host).toBe("192.0.2.7");
  expect(transcript.events[0].eventtypes).toEqual(["ping_host_modaction_result"]);
  expect(JSON.parse(transcript.invocations[0].payload).configuration.host_field).toBe("src");
  expect(stdout).not.toMatch(/"session_key\\":\\"[^<]/);
});

it("finds the add-on from a folder inside it", async () => {
  const { code } = await runCli(["run"], { cwd: join(fixture("TA_ping"), "default") });
  expect(code).toBe(0);
});

it("runs an action once per row in per-result mode", async () => {
  const { code, stdout } = await runCli(
    ["run", "--app", fixture("TA_ping"), "--mode", "per-result", "--results", "-", "--json"],
    { stdin: "dest,user\n192.0.2.1,ann\n192.0.2.2,ben\n" },
  );
  const { invocations, events } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(invocations.map((one: { resultId: number }) => one.resultId)).toEqual([0, 1]);
  expect(events.map((event: { fields: { orig_rid: string } }) => event.fields.orig_rid)).toEqual([
    "0",
    "1",
  ]);
});

it("starts nothing in a dry run", async () => {
  const { code, stdout } = await run("TA_misbehaves", "exits_2", "--dry-run");
  expect(code).toBe(0);
  expect(stdout).toContain("--execute");
  expect(stdout).toContain('"results_file"');
  expect(stdout).toContain("SPLUNK_HOME=");
  expect(stdout).toContain("nothing was started");
});

it("ends with 3 when the action ends non-zero, and shows what Splunk would log", async () => {
  const { code, stdout } = await run("TA_misbehaves", "exits_2");
  expect(code).toBe(3);
  expect(stdout).toContain("ended with exit code 2");
  expect(stdout).toContain("Alert action script returned error code=2");
  expect(stdout).toContain("WARN  sendmodalert");
});

it("kills an action at maxtime, with what it started", async () => {
  const { code, stdout } = await run("TA_misbehaves", "hangs");
  expect(code).toBe(3);
  expect(stdout).toContain("killed at maxtime");
});

it("prints what a script prints without obeying it", async () => {
  const { code, stdout } = await run("TA_misbehaves", "prints_garbage", "--verbose");
  expect(code).toBe(0);
  // oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
  expect(stdout).not.toMatch(/\u001b/);
  expect(stdout).toContain("\\x1b[2J");
});

it("keeps what came before a spool file that was cut", async () => {
  const { code, stdout } = await run("TA_misbehaves", "cuts_spool", "--json");
  const transcript = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(transcript.events[0].raw).toBe("whole");
  expect(transcript.problems.map((problem: { code: string }) => problem.code)).toContain(
    "EVENTS_BAD_SPOOL",
  );
});

it("counts what a script prints beyond the cap", async () => {
  const { stdout } = await run("TA_misbehaves", "floods_stdout", "--json");
  const [one] = JSON.parse(stdout).invocations;
  expect(one.stdout.length + one.omitted.stdout).toBe(64 << 20);
  expect(one.omitted.stdout).toBeGreaterThan(0);
});

it("says that param._cam is no JSON, and where", async () => {
  const { code, stdout } = await run("TA_misbehaves", "broken_cam");
  expect(code).toBe(1);
  expect(stdout).toMatch(/param\._cam/);
  expect(stdout).toMatch(/alert_actions\.conf:\d+/);
});

it("masks secrets in whatever is told, unless they are asked for", async () => {
  const all = await run("TA_misbehaves", "tells_secrets", "--json", "--show-secrets");
  const forms: string[] = JSON.parse(all.stdout).invocations[0].stdout.trim().split("\n");
  expect(forms).toHaveLength(8);
  expect(forms).toContain("sekrit-key-12345");
  for (const output of [[], ["--json"], ["--dry-run"], ["--verbose"]]) {
    const { stdout } = await run("TA_misbehaves", "tells_secrets", ...output);
    expect(stdout).toContain("<redacted>");
    expect(stdout).not.toMatch(/sekrit-key|73656b726974|Nla3JpdC1rZX/);
    expect(stdout).not.toMatch(/session_key\\?":\s*\\?"[^<]/);
  }
});

it("never writes to the add-on of the user", async () => {
  const before = hashOf(fixture("TA_misbehaves"));
  await run("TA_misbehaves", "ruins_its_folder");
  expect(hashOf(fixture("TA_misbehaves"))).toBe(before);
});

it.each([
  ["an unknown action", ["TA_misbehaves", "exit_2"], 2, /ADDON_UNKNOWN_ACTION.*exit_2[^]*exits_2/],
  ["no action among several", ["TA_misbehaves"], 2, /ADDON_WHICH_ACTION/],
  ["a missing script", ["TA_misbehaves", "no_script"], 2, /ADDON_SCRIPT_MISSING/],
  ["an SPL pipeline", ["TA_spl_command"], 2, /ADDON_NOT_SENDALERT/],
  ["a param without =", ["TA_ping", "--param", "count"], 2, /INVOKE_BAD_PARAM[^]*hint:/],
  ["a misspelt option", ["TA_ping", "--parm", "a=b"], 2, /CLI_USAGE[^]*Did you mean --param/],
  [
    "two sources of rows",
    ["TA_ping", "--result", "a=b", "--results", "x.csv"],
    2,
    /cannot be used together/,
  ],
  [
    "a results file that is not there",
    ["TA_ping", "--results", "nowhere.csv"],
    2,
    /INVOKE_BAD_RESULTS/,
  ],
  [
    "an interpreter that does not exist",
    ["TA_ping", "--python", "/no/such/python"],
    4,
    /SANDBOX_BAD_PYTHON/,
  ],
] as const)(
  "tells %s with place and hint, and no stack trace",
  async (_, [addon, ...args], code, message) => {
    const result = await run(addon, ...args);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n\s+at /);
    expect(result.code).toBe(code);
  },
);

it("names the command that brings a module of Splunk’s Python", async () => {
  // An environment of its own, which is sure to lack the module.
  const bare = tempFolder();
  execFileSync(findPython({}).path, ["-m", "venv", "--without-pip", bare]);
  const python = join(bare, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const args = ["run", "missing_module", "--app", fixture("TA_misbehaves"), "--python", python];
  const { code, stdout } = await runCli(args, { env: { AR_SIM_CACHE: tempFolder() } });
  expect(code).toBe(3);
  expect(stdout).toContain("ModuleNotFoundError: No module named 'jinja2'");
  expect(stdout).toMatch(/comes with Splunk.s own Python[^]*ar-sim python\s+setup --python 3/);
});

it("says that there is no Python to be found", async ({ skip }) => {
  if (process.platform !== "linux")
    return skip("elsewhere Pythons lie at places that no variable names");
  const nowhere = tempFolder();
  const names = ["PATH", "PYENV_ROOT", "HOME", "XDG_DATA_HOME", "ASDF_DATA_DIR", "AR_SIM_CACHE"];
  const env = Object.fromEntries(names.map((name) => [name, nowhere]));
  const { code, stderr } = await runCli(["run", "--app", fixture("TA_ping")], { env });
  if (code === 0) return skip("a Python lies where Homebrew puts it");
  expect(stderr).toMatch(/SANDBOX_NO_PYTHON[^]*hint: Install Python 3\.9 or newer/);
  expect(code).toBe(4);
});

it("says that no sandbox can be made", async () => {
  const { code, stderr } = await runCli(["run", "--app", fixture("TA_ping")], {
    env: { TMPDIR: "/no/such/folder", TEMP: "/no/such/folder" },
  });
  expect(stderr).toMatch(/SANDBOX_FAILED[^]*set TMPDIR/);
  expect(code).toBe(4);
});

it("explains a script written for Python 2", async () => {
  const { code, stdout } = await run("TA_python2", "--python", "3");
  expect(code).toBe(3);
  expect(stdout).toMatch(/Python 2/);
});

it.each([
  ["TA_programs", "shell_action"],
  ["TA_programs", "native_action"],
  ["TA_programs", "node_action"],
  ["TA_programs", "path_action"],
  ["TA_programs", "named_action"],
  ["TA_xml", "read_xml"],
  ["TA_webhook", "post_nothing"],
  ["TA_aob_style", "enrich_user"],
])("runs %s %s", async (addon, action) => {
  const { code, stdout } = await run(addon, action);
  expect(code, stdout).toBe(0);
});

it("reads rows from a file beside the user", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
  try {
    const file = join(folder, "rows.json");
    writeFileSync(file, JSON.stringify([{ dest: "192.0.2.9", tag: ["a", "b$c"] }]));
    const { stdout } = await run("TA_ping", "--results", file, "--json");
    expect(JSON.parse(JSON.parse(stdout).invocations[0].payload).result.tag).toEqual(["a", "b$c"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const path = join(entry.parentPath, entry.name);
    hash.update(path);
    if (entry.isFile()) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}
