// `ar-sim worker`, as the pytest plugin speaks with it.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { fixture, MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";
import type { Transcript } from "../../../../../src/transcript.ts";

interface Answer {
  readonly id: number | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  readonly ok?: any;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}

class Client {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  readonly #answers: AsyncIterator<string>;
  #next = 1;

  constructor(env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [MAIN, "worker"], { env: { ...withoutColor(), ...env } });
    this.child.stdin.on("error", () => undefined);
    this.ended = new Promise((done) => this.child.on("close", done));
    this.#answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    onTestFinished(() => void this.child.kill("SIGKILL"));
  }

  write(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  send(method: string, given: object = {}): number {
    const id = this.#next++;
    this.write(JSON.stringify({ id, do: method, with: given }));
    return id;
  }

  async answer(): Promise<Answer> {
    const { value } = await this.#answers.next();
    return JSON.parse(value);
  }

  async ask(method: string, given: object = {}): Promise<Answer> {
    const id = this.send(method, given);
    const answer = await this.answer();
    expect(answer.id).toBe(id);
    return answer;
  }

  static async greeted(): Promise<Client> {
    const client = new Client();
    await client.ask("hello", { protocol: 1 });
    return client;
  }
}

const PING = fixture("TA_ping");

it("runs one action after the other in one process", async () => {
  const client = await Client.greeted();
  for (const target of ["192.0.2.7", "192.0.2.8"]) {
    const { ok } = await client.ask("run", { folder: PING, given: { params: { target } } });
    const run: Transcript = ok;
    expect(run.verdict.status).toBe("pass");
    expect(run.invocations[0]?.payload).toContain(target);
  }
  client.child.stdin.end();
  expect(await client.ended).toBe(0);
});

it("tells its version, and speaks with no other protocol", async () => {
  const client = new Client();
  expect((await client.ask("run", { folder: PING })).error).toMatchObject({
    code: "WORKER_VERSION",
    message: "the first request must be `hello`",
  });
  expect((await client.ask("hello", { protocol: 99 })).error).toMatchObject({
    code: "WORKER_VERSION",
    hint: "Use a client of the same version.",
  });
  const { stdout } = await runCli(["--version"]);
  const { ok } = await client.ask("hello", { protocol: 1 });
  expect(`ar-sim ${ok.version}\n`).toBe(stdout);
});

it.for([
  ["nonsense", "the line is not JSON"],
  ["[]", "the line is no request"],
  ['{"do":"run"}', "the request has no number `id`"],
  ['{"id":7}', "the request has no text `do`"],
  ['{"id":7,"do":"run","with":3}', "`with` must be an object"],
  ['{"id":7,"do":"toString"}', "there is no request `toString`"],
  ['{"id":7,"do":"run"}', "`run` needs `folder`"],
  ['{"id":7,"do":"run","with":{"folder":3}}', "`folder` of `run` must be a text"],
  ['{"id":7,"do":"check","with":{"folder":"/","onlly":[]}}', "`check` takes no `onlly`"],
  ['{"id":7,"do":"requests","with":{"splunkd":9}}', "there is no stand-in 9"],
])("answers %s with an error, and goes on", async ([line = "", message]) => {
  const client = await Client.greeted();
  client.write(line);
  expect((await client.answer()).error).toMatchObject({ code: "WORKER_BAD_REQUEST", message });
  client.write("\0\u{fffd}\n\n");
  expect((await client.answer()).error?.code).toBe("WORKER_BAD_REQUEST");
  expect((await client.ask("hello", { protocol: 1 })).ok).toBeDefined();
});

it("takes as given what a scenario takes, and says what it does not know", async () => {
  const client = await Client.greeted();
  const { error } = await client.ask("run", { folder: PING, given: { parms: {} } });
  expect(error).toMatchObject({
    code: "SCENARIO_UNKNOWN_KEY",
    message: "`given` has no key `parms`",
    hint: expect.stringContaining("Did you mean `params`?"),
  });
});

const SLEEPS = {
  files: { "bin/ping_host.py": "import time, sys\nsys.stderr.write('up')\ntime.sleep(60)\n" },
};

it("stops a request on demand, and works on others meanwhile", async () => {
  const client = await Client.greeted();
  const id = client.send("run", { folder: PING, given: SLEEPS });
  const other = await client.ask("check", { folder: PING });
  expect(other.ok.appId).toBe("TA_ping");
  expect((await client.ask("cancel", { id })).ok).toEqual({ isStopped: true });
  expect(await client.answer()).toMatchObject({ id, error: { code: "WORKER_CANCELLED" } });
  expect((await client.ask("cancel", { id })).ok).toEqual({ isStopped: false });
});

it.for(["EOF", "SIGTERM"] as const)("ends at %s, and leaves nothing", async (how) => {
  const client = await Client.greeted();
  const { ok } = await client.ask("home", { folder: PING });
  expect(existsSync(ok.splunkHome)).toBe(true);
  client.send("run", { folder: PING, given: SLEEPS });
  if (how === "EOF") client.child.stdin.end();
  else client.child.kill(how);
  await client.ended;
  expect(existsSync(ok.splunkHome)).toBe(false);
});

it("lists the cases of a scenario file, and runs one", async () => {
  const folder = tempFolder({
    "some.ar.yaml": `addon: ${PING}
given: { params: { target: 192.0.2.7 } }
cases:
  - name: passes
  - name: asks in vain
    expect: { exit: 3 }
    matrix: { mode: [adhoc, saved] }
  - name: later
    skip: not yet
`,
  });
  const path = join(folder, "some.ar.yaml");
  const client = await Client.greeted();
  const { ok } = await client.ask("scenarios", { path });
  expect(ok.problem).toBe("");
  expect(ok.cases).toEqual([
    { id: "some.ar.yaml::passes", title: "passes", line: 4, skippedBecause: null },
    expect.objectContaining({ title: "asks in vain [mode=adhoc]", line: 5 }),
    expect.objectContaining({ title: "asks in vain [mode=saved]" }),
    expect.objectContaining({ title: "later", skippedBecause: "not yet" }),
  ]);
  const passed = await client.ask("case", { path, id: "some.ar.yaml::passes" });
  expect(passed.ok).toMatchObject({ status: "passed", text: "" });
  const failed = await client.ask("case", { path, id: ok.cases[1].id });
  expect(failed.ok.status).toBe("failed");
  expect(failed.ok.text).toMatch(/exit[^]*at some\.ar\.yaml:6/);
  expect((await client.ask("case", { path, id: "other" })).error?.code).toBe("SCENARIO_NONE");
});

it("says what is wrong with a scenario file", async () => {
  const folder = tempFolder({ "some.ar.yaml": "cases: [}" });
  const client = await Client.greeted();
  const { ok } = await client.ask("scenarios", { path: join(folder, "some.ar.yaml") });
  expect(ok).toMatchObject({ cases: [], problem: expect.stringContaining("[SCENARIO_SYNTAX]") });
});

it("holds cases to the add-on that it is told, whatever their file says", async () => {
  const path = join(tempFolder({ "some.ar.yaml": "name: only\n" }), "some.ar.yaml");
  const client = await Client.greeted();
  expect((await client.ask("scenarios", { path })).ok.problem).toContain("ADDON_NOT_FOUND");
  expect((await client.ask("scenarios", { path, app: PING })).ok.problem).toBe("");
  const { ok } = await client.ask("case", { path, app: PING, id: "some.ar.yaml::only" });
  expect(ok.transcript.app).toBe("TA_ping");
});

it("compares a run with its snapshot, which waits for review as those of scenarios do", async () => {
  const cwd = tempFolder();
  const client = await Client.greeted();
  const runWith = async (target: string): Promise<object> =>
    (await client.ask("run", { folder: PING, given: { params: { target } } })).ok;
  const wish = { file: join(cwd, "test_ping.py"), name: "test_it" };
  const compare = async (run: object, more: object = {}): Promise<Answer["ok"]> =>
    (await client.ask("snapshot", { ...wish, run, ...more })).ok;
  const run = await runWith("192.0.2.7");
  expect(await compare(run, { checkSnapshots: true })).toMatchObject({ outcome: "mismatched" });
  expect(await compare(run)).toMatchObject({ outcome: "pending", message: "" });
  const { stdout } = await runCli(["snapshots", "accept"], { cwd });
  expect(stdout).toBe("accepted __ar_snapshots__/test_ping.py/test_it.snap\n");
  expect(await compare(await runWith("192.0.2.7"))).toMatchObject({ outcome: "matched" });
  const other = await runWith("192.0.2.8");
  expect(await compare(other)).toMatchObject({
    outcome: "mismatched",
    message: "the snapshot differs",
    diff: expect.stringContaining("192.0.2.8"),
  });
  expect(await compare(other, { updateSnapshots: true })).toMatchObject({ outcome: "updated" });
  expect(await compare(other)).toMatchObject({ outcome: "matched" });
});

it("accepts the changed snapshot of a case on demand", async () => {
  const text = `addon: ${PING}\nname: kept\nexpect: { snapshot: true }\n`;
  const path = join(tempFolder({ "some.ar.yaml": text }), "some.ar.yaml");
  const client = await Client.greeted();
  const runCase = async (more: object = {}): Promise<Answer["ok"]> =>
    (await client.ask("case", { path, id: "some.ar.yaml::kept", ...more })).ok;
  expect((await runCase({ checkSnapshots: true })).status).toBe("failed");
  expect((await runCase({ updateSnapshots: true })).status).toBe("passed");
  expect((await runCase({ checkSnapshots: true })).status).toBe("passed");
  writeFileSync(join(path, "../__ar_snapshots__/some.ar.yaml/kept.snap"), "other\n");
  expect((await runCase()).text).toContain("the snapshot differs");
});

it("starts a stand-in, which a run can use", async () => {
  const client = await Client.greeted();
  const given = { credentials: [{ username: "svc", password: "s3cret-of-svc" }] };
  const { ok } = await client.ask("serve", { folder: PING, given });
  expect(ok.uri).toBe(`https://127.0.0.1:${ok.port}`);
  const run = await client.ask("run", { folder: PING, given: {}, splunkd: ok.handle });
  expect(run.ok.verdict.status).toBe("pass");
  expect((await client.ask("requests", { splunkd: ok.handle })).ok).toEqual([]);
  expect((await client.ask("close", { splunkd: ok.handle })).ok).toBeNull();
  const late = await client.ask("run", { folder: PING, given: {}, splunkd: ok.handle });
  expect(late.error?.message).toBe(`there is no stand-in ${ok.handle}`);
});

it("searches, checks, and diagnoses", async () => {
  const client = await Client.greeted();
  const search = '| makeresults | eval user="ann" | sendalert ping_host | fields user';
  const found = await client.ask("search", { folder: PING, search });
  expect(found.ok).toMatchObject({ rows: [{ user: "ann" }], sendalerts: [{ app: "TA_ping" }] });
  const checked = await client.ask("check", { folder: PING, only: ["AR090"] });
  expect(checked.ok.findings.map(({ id }: { id: string }) => id)).toEqual(["AR090"]);
  const diagnosed = await client.ask("doctor", { folder: PING });
  expect(diagnosed.ok.isShown).toBe(true);
});
