// A stand-in that others reach, and one whose password only its user knows.
import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { fixture, MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const FREE = ["--port", "0", "--hec-port", "0"];
const OPEN = [...FREE, "--host", "0.0.0.0"];

/** A program for --exec: logs in as admin with each password, and prints the statuses. */
const LOG_IN = `
const ask = (password) => fetch(process.env.SPLUNKD_URI + "/services/server/info", {
  headers: { Authorization: "Basic " + btoa("admin:" + password) } });
Promise.all(process.argv.slice(2).map(ask)).then((all) => console.log(all.map((one) => one.status).join(" ")));
`;
const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };

const serve = (
  cwd: string,
  args: readonly string[],
  command: string,
  more: Record<string, string> = {},
): ReturnType<typeof runCli> =>
  runCli(["serve", ...args, "--exec", command], { cwd, env: { ...env, ...more } });

it("makes a password where others reach it, and takes the public one from nobody", async () => {
  const cwd = tempFolder({ "log-in.cjs": LOG_IN });
  const command = 'echo "$SPLUNK_PASSWORD"; node log-in.cjs "$SPLUNK_PASSWORD" Chang3d!';
  const runs = [await serve(cwd, OPEN, command), await serve(cwd, OPEN, command)];
  const [first, second] = runs.map(({ stdout }) => stdout.split("\n"));
  expect([first?.[1], second?.[1]]).toEqual(["200 401", "200 401"]);
  expect(first?.[0]).not.toBe(second?.[0]);
  expect(first?.[0]?.length).toBeGreaterThan(20);
  expect(runs[0]?.stderr).toBe(
    "Open to others at 0.0.0.0: the REST API and the HTTP Event Collector. Whoever has the password can install an app, and so run code as you. --no-install refuses that.\n",
  );
});

it("prints the password that it makes once, and says in one line what is open", async () => {
  const child = spawn(
    process.execPath,
    [MAIN, "serve", ...OPEN, "--no-install", "--app", fixture("TA_ping")],
    { cwd: tempFolder(), env: withoutColor(), stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  await new Promise<void>((done) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("Ctrl-C to stop")) done();
    });
    child.on("close", () => done());
  });
  const ended = new Promise((done) => child.on("close", done));
  child.kill("SIGINT");
  await ended;
  const password = /^Password: +(\S+)$/m.exec(output)?.[1] ?? "";
  expect(output.split(password)).toHaveLength(2);
  expect(output.match(/^Open to others .*$/gm)).toEqual([
    "Open to others at 0.0.0.0: the REST API and the HTTP Event Collector. Whoever has the password can run the add-on's scripts as you.",
  ]);
});

it.each<[string, readonly string[], Record<string, string>]>([
  ["the variable", [], { AR_SIM_PASSWORD: "Chang3d!" }],
  ["the fixtures", ["--fixtures", "public.yaml"], {}],
])("refuses the public password in %s where others reach it", async (_name, more, given) => {
  const cwd = tempFolder({
    "public.yaml": "users: [{ name: ann, password: Chang3d!, roles: [user] }]\n",
  });
  const { code, stderr, stdout } = await serve(cwd, [...OPEN, ...more], "echo started", given);
  expect(stderr).toContain("SPLUNKD_PUBLIC_PASSWORD");
  expect([code, stdout]).toEqual([2, ""]);
});

it("refuses a public password that an earlier start kept", async () => {
  const cwd = tempFolder();
  const kept = ["--persist", "state.json"];
  const edit = `node -e 'fetch(process.env.SPLUNKD_URI + "/services/authentication/users/admin", { method: "POST", body: "password=Chang3d!", headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } }).then((one) => console.log(one.status))'`;
  expect((await serve(cwd, [...FREE, ...kept], edit)).stdout).toBe("200\n");
  const { code, stderr } = await serve(cwd, [...OPEN, ...kept], "echo started");
  expect(stderr).toContain("SPLUNKD_PUBLIC_PASSWORD");
  expect(code).toBe(2);
});

it("takes the password in AR_SIM_PASSWORD on loopback too, before that of the fixtures", async () => {
  const cwd = tempFolder({
    "log-in.cjs": LOG_IN,
    "own.yaml": "users: [{ name: admin, password: other, roles: [admin] }]\n",
  });
  const command = 'echo "$SPLUNK_PASSWORD"; node log-in.cjs mine Chang3d! other';
  for (const more of [[], ["--fixtures", "own.yaml"]]) {
    const { stdout, stderr } = await serve(cwd, [...FREE, ...more], command, {
      AR_SIM_PASSWORD: "mine",
    });
    expect([stdout, stderr]).toEqual(["mine\n200 401 401\n", ""]);
  }
  const { stdout } = await serve(cwd, FREE, command, { AR_SIM_PASSWORD: "" });
  expect(stdout).toBe("Chang3d!\n401 200 401\n");
});

it("logs a run in with AR_SIM_PASSWORD", async () => {
  const run = `env -u SPLUNK_SESSION_KEY -u SPLUNK_PASSWORD node ${MAIN} run --splunkd $SPLUNKD_URI | tail -n 1`;
  const args = [...FREE, "--app", fixture("TA_ping")];
  const given = { AR_SIM_PASSWORD: "mine" };
  const { stdout } = await serve(fixture("TA_ping"), args, run, given);
  expect(stdout).toMatch(/^PASS /);
});

it("installs no app with --no-install, by whatever way", async () => {
  const packed = tempFolder({ "TA_more/default/app.conf": "[package]\nid = TA_more\n" });
  const cwd = tempFolder({
    "ask.cjs": `
const [path, body] = process.argv.slice(2);
fetch(process.env.SPLUNKD_URI + path, { ...(body && { method: "POST", body }),
  headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } }).then((one) => console.log(one.status));
`,
  });
  const ask = [
    "apps/local name=made",
    "apps/local name=$PWD/TA_more.tgz&filename=true",
    "apps/appinstall name=$PWD/TA_more.tgz&update=true",
    "apps/local/made",
    "apps/local/TA_more",
    "apps/local/search label=Other",
  ].map((one) => `node ask.cjs /services/${one.replace(/ (.*)/, ' "$1"')}`);
  const command = [`tar -czf TA_more.tgz -C ${packed} TA_more`, ...ask].join("; ");
  const statuses = async (more: readonly string[]): Promise<string[]> =>
    (await serve(cwd, [...FREE, ...more], command)).stdout.trim().split("\n");
  expect(await statuses(["--no-install"])).toEqual(["403", "403", "403", "404", "404", "200"]);
  expect(await statuses([])).toEqual(["201", "201", "200", "200", "200", "200"]);
});
