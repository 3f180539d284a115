// What a newcomer gets wrong with `serve`, and with what `run` is told of splunkd: each time a word that helps.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { StateFile } from "../../../../../src/splunkd/store/state/state-file.ts";
import { gone } from "../../../../support/gone.ts";
import { fixture, MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const FREE = ["--port", "0", "--hec-port", "0"];
const onPosix = it.skipIf(process.platform === "win32");

it.each([
  [["serve", "pytest"], "serve takes no argument, but got: pytest", `--exec "pytest"`],
  [["serve", "--exec", "pytest", "-q"], "unknown option -q", `--exec "pytest -q"`],
  [["serve", "--exec", "pytest", "tests"], "no argument, but got: tests", `--exec "pytest tests"`],
  [["serve", "here"], "serve takes no argument, but got: here", "--app here"],
  [["serve", "--exec", " "], "--exec needs a command", ""],
  [["serve", "--splunkd-port", "1"], "unknown option --splunkd-port", "--port"],
  [["serve", "--as-user", "--exec", "true"], "--as-user needs a value", "--as-user=--exec"],
  [["serve", "--role", "user", "--exec", "true"], "--role", "--as-user"],
  [
    ["run", "--app", "here", "--as-user", "ann", "--role", "powr"],
    "there is no role powr",
    "power",
  ],
  [["serve", "--exec", "true", "--fixtures", "none.yaml"], "there is no file none.yaml", ""],
  [["serve", "--exec", "true", "--fixtures", "here"], "here is a folder", ""],
  [["serve", "--exec", "true", "--persist", "none/s.json"], "there is no folder none", ""],
  [["serve", "--exec", "true", "--persist", "here"], "is a folder", "Name a file"],
  [["run", "--app", "here", "--isolate", "--no-isolate"], "used together", "Use one of them"],
  [["run", "--app", "here", "--isolate", "--fence", "off"], "--fence off", "--fence namespace"],
] as const)("%j: a usage error", async (args, message, hint) => {
  const cwd = tempFolder({ "here/default/alert_actions.conf": "[a]\n", "here/bin/a.py": "" });
  const { code, stdout, stderr } = await runCli(args, { cwd });
  expect(stderr).toContain(message);
  expect(/hint: .*/.exec(stderr)?.[0]).toContain(hint);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

it("says what is wrong with an address that cannot be listened on: SPLUNKD_NO_ADDRESS", async () => {
  const args = ["serve", "--host", "192.0.2.1", "--exec", "true"];
  const { code, stderr } = await runCli(args, { cwd: tempFolder() });
  expect(stderr).toMatch(/SPLUNKD_NO_ADDRESS.*192\.0\.2\.1/);
  expect(code).toBe(4);
});

it("tells in good English what a fixture lacks", async () => {
  const cwd = tempFolder({ "f.yaml": "users: [{ name: ann }]\n" });
  const { code, stderr } = await runCli(["serve", "--exec", "true", "--fixtures", "f.yaml"], {
    cwd,
  });
  expect(code).toBe(2);
  expect(stderr).toContain("`users[0]` has no `roles`");
  expect(stderr).toContain("hint: Add `roles`: a list.");
});

it("passes on the code of a command that is not found, and 128 + n of one that was killed", async () => {
  const serve = async (command: string): Promise<number | null> =>
    (await runCli(["serve", ...FREE, "--exec", command], { cwd: tempFolder() })).code;
  expect(await serve("no-such-command-anywhere")).toBe(127);
  if (process.platform !== "win32") expect(await serve("kill -KILL $$")).toBe(137);
});

/** `serve --exec` of something that makes ready, says its process id and goes on until a signal comes. */
async function interrupted(
  signal: NodeJS.Signals,
  [ready, command]: readonly [string, string],
  more: readonly string[] = [],
) {
  const cwd = tempFolder();
  const child = spawn(
    process.execPath,
    [
      MAIN,
      "serve",
      ...FREE,
      ...more,
      "--exec",
      `${ready}; echo $$ > pid.new; mv pid.new pid; ${command}`,
    ],
    { cwd, env: withoutColor(), stdio: ["ignore", "pipe", "pipe"] },
  );
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<number | null>((done) => child.on("close", done));
  while (!existsSync(join(cwd, "pid")) && child.exitCode === null) await sleep(20);
  child.kill(signal);
  const code = await ended;
  return { code, stderr, cwd, pid: Number(readFileSync(join(cwd, "pid"), "utf8")) };
}

onPosix.each(["SIGINT", "SIGTERM"] as const)(
  "at %s ends the command, and all that it started, then itself",
  async (signal) => {
    const { code, pid, cwd } = await interrupted(
      signal,
      ["sleep 600 & echo $! > child", "wait; echo never"],
      ["--persist", "state.json"],
    );
    expect(code).toBe(130);
    expect(await gone(pid)).toBe(true);
    expect(await gone(Number(readFileSync(join(cwd, "child"), "utf8")))).toBe(true);
    StateFile.open(join(cwd, "state.json")).file.close();
  },
);

onPosix("hears a signal that comes with the command's first word", async () => {
  const cwd = tempFolder();
  const command = "kill -INT $PPID; echo $$ > pid; sleep 600";
  const { code } = await runCli(["serve", ...FREE, "--exec", command], { cwd });
  expect(code).toBe(130);
  const pid = join(cwd, "pid");
  expect(!existsSync(pid) || (await gone(Number(readFileSync(pid, "utf8"))))).toBe(true);
});

onPosix("lets a command end in its own way, and kills one that will not", async () => {
  const kind = await interrupted("SIGTERM", [
    "trap 'echo tidy > tidy; exit 0' TERM",
    "sleep 600 & wait",
  ]);
  expect(kind.code).toBe(130);
  expect(existsSync(join(kind.cwd, "tidy"))).toBe(true);
  const deaf = await interrupted("SIGTERM", ["trap '' TERM INT", "while :; do sleep 1; done"]);
  expect(deaf.code).toBe(130);
  expect(await gone(deaf.pid)).toBe(true);
  expect(deaf.stderr).toContain("did not stop, so it is killed");
});

it("lets one stand-in at a time have a state file: SPLUNKD_STATE_TAKEN", async () => {
  const cwd = tempFolder();
  const inner = `node "${MAIN}" serve --port 0 --hec-port 0 --persist s.json --exec true`;
  const { code, stderr } = await runCli(
    ["serve", ...FREE, "--persist", "s.json", "--exec", inner],
    {
      cwd,
    },
  );
  expect(code).toBe(4);
  expect(stderr).toMatch(/SPLUNKD_STATE_TAKEN.*s\.json/);
  const again = await runCli(["serve", ...FREE, "--persist", "s.json", "--exec", "true"], { cwd });
  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(readdirSync(cwd)).toEqual(["s.json"]);
});

it("keeps the state file free where the port is taken", async () => {
  const cwd = tempFolder();
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
  const { port } = taken.address() as { port: number };
  const { code } = await runCli(
    ["serve", "--port", String(port), "--persist", "s.json", "--exec", "true"],
    { cwd },
  );
  taken.close();
  expect(code).toBe(4);
  expect(existsSync(join(cwd, "s.json.lock"))).toBe(false);
});

const ASK = `node -e 'fetch(process.env.SPLUNKD_URI + "/services/no/such", { headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } }).catch(() => 0)'`;

it.each([
  [[], 0, "does not emulate, answered with 404:\n  GET /services/no/such"],
  [["--on-unknown-endpoint", "fail"], 1, "GET /services/no/such"],
  [["--on-unknown-endpoint", "answer"], 0, ""],
] as const)(
  "lists after the command the endpoints that are not emulated: %j",
  async (more, code, told) => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
    const run = await runCli(["serve", ...FREE, ...more, "--exec", ASK], {
      cwd: tempFolder(),
      env,
    });
    expect(run.code).toBe(code);
    if (told === "") expect(run.stderr).toBe("");
    else expect(run.stderr).toContain(told);
  },
);

it("tells the name and the password that one can log in with", async () => {
  const cwd = tempFolder({
    "f.yaml":
      "users: [{ name: admin, password: other, roles: [admin] }, { name: ann, password: hers, roles: [user] }]",
  });
  const serve = async (...more: readonly string[]): Promise<string> =>
    (
      await runCli(
        [
          "serve",
          ...FREE,
          "--fixtures",
          "f.yaml",
          ...more,
          "--exec",
          "echo $SPLUNK_USERNAME $SPLUNK_PASSWORD",
        ],
        { cwd },
      )
    ).stdout;
  expect(await serve()).toBe("admin other\n");
  expect(await serve("--as-user", "ann")).toBe("ann hers\n");
});

it("takes a role that the add-on brings", async () => {
  const app = tempFolder({
    "default/app.conf": "[package]\nid = TA_roles\n",
    "default/authorize.conf":
      "[role_asker]\nimportRoles = user\nlist_storage_passwords = enabled\n",
  });
  const ask = `node -e 'fetch(process.env.SPLUNKD_URI + "/services/storage/passwords", { headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } }).then((one) => console.log(one.status))'`;
  const args = ["serve", "--app", app, ...FREE, "--as-user", "ann", "--role", "asker"];
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
  expect(await runCli([...args, "--exec", ask], { env })).toMatchObject({
    stdout: "200\n",
    code: 0,
  });
});

it.each([
  [["--app", fixture("TA_ping")], "Add-on:               TA_ping\n"],
  [[], "Add-on:               none (name one with --app DIR)\n"],
])("says which add-on it has: %j", async (more, told) => {
  const child = spawn(process.execPath, [MAIN, "serve", ...FREE, ...more], {
    cwd: tempFolder(),
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  let stdout = "";
  await new Promise<void>((done) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.includes("Ctrl-C to stop")) done();
    });
  });
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(stdout).toContain(told);
});

it("runs as a user who is in no fixture, without a word of roles", async () => {
  const { code } = await runCli(["run", "--app", fixture("TA_ping"), "--as-user", "someone"]);
  expect(code).toBe(0);
});
