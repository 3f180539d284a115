import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const SNAPSHOT = "__ar_snapshots__/ar-sim.test.yaml/speaks.snap";

/** Not as a build service runs it, unless a test says so. */
const cli = (args: string[], options: { cwd: string; env?: Record<string, string> }) =>
  runCli(args, { ...options, env: { CI: "", ...options.env } });

function addon(): string {
  return tempFolder({
    "default/alert_actions.conf": "[speak]\npayload_format = json\n",
    "bin/speak.sh": "#!/bin/sh\ncat >/dev/null\necho hello >&2\n",
    "ar-sim.test.yaml": "{ name: speaks, expect: { snapshot: [stderr] } }",
  });
}

it("lets a new snapshot wait, shows it, and takes it", async () => {
  const cwd = addon();
  const first = await cli(["test"], { cwd });
  expect(first.code).toBe(0);
  expect(first.stdout).toContain("1 snapshot pending: `ar-sim snapshots review` shows it");
  expect(existsSync(join(cwd, SNAPSHOT))).toBe(false);

  const review = await cli(["snapshots", "review"], { cwd });
  expect(review.stdout).toContain(`${SNAPSHOT} new, 1 of 1`);
  expect(review.stdout).toContain("+hello");

  expect(await cli(["snapshots", "accept"], { cwd })).toMatchObject({
    code: 0,
    stdout: `accepted ${SNAPSHOT}\n`,
  });
  expect(readFileSync(join(cwd, SNAPSHOT), "utf8")).toBe("── stderr ──\nhello\n");
  expect((await cli(["test"], { cwd, env: { CI: "true" } })).code).toBe(0);
  expect((await cli(["snapshots"], { cwd })).stdout).toBe("no pending snapshots\n");
});

it("shows what changed, and throws it away when asked", async () => {
  const cwd = addon();
  await cli(["test"], { cwd });
  await cli(["snapshots", "accept", "--snapshot", SNAPSHOT], { cwd });
  writeFileSync(join(cwd, "bin/speak.sh"), "#!/bin/sh\ncat >/dev/null\necho goodbye >&2\n");
  const changed = await cli(["test"], { cwd });
  expect(changed.code).toBe(1);
  expect(changed.stdout).toMatch(/-hello\n +\+goodbye/);
  const rejected = await cli(["snapshots", "reject", "--snapshot", `${SNAPSHOT}.new`], { cwd });
  expect(rejected.stdout).toBe(`rejected ${SNAPSHOT}\n`);
  expect(existsSync(join(cwd, `${SNAPSHOT}.new`))).toBe(false);
});

it("offers no snapshot of a case that failed for another reason", async () => {
  const cwd = addon();
  const scenario = "{ name: speaks, expect: { exit: 0, snapshot: [stderr] } }";
  writeFileSync(join(cwd, "ar-sim.test.yaml"), scenario);
  await cli(["test"], { cwd });
  expect(existsSync(join(cwd, `${SNAPSHOT}.new`))).toBe(true);
  // What waited from before is withdrawn as well: it is no longer what the action does.
  writeFileSync(join(cwd, "bin/speak.sh"), "#!/bin/sh\ncat >/dev/null\necho broken >&2\nexit 3\n");
  const failed = await cli(["test"], { cwd });
  expect(failed.code).toBe(1);
  expect(failed.stdout).not.toContain("pending");
  expect(await cli(["snapshots", "accept"], { cwd })).toMatchObject({
    code: 0,
    stdout: "no pending snapshots\n",
  });
  expect(existsSync(join(cwd, SNAPSHOT))).toBe(false);
});

it("shows the difference to the accepted snapshot, but does not offer it, when the case fails otherwise too", async () => {
  const cwd = addon();
  await cli(["test"], { cwd });
  await cli(["snapshots", "accept"], { cwd });
  const scenario = "{ name: speaks, expect: { exit: 0, snapshot: [stderr] } }";
  writeFileSync(join(cwd, "ar-sim.test.yaml"), scenario);
  writeFileSync(join(cwd, "bin/speak.sh"), "#!/bin/sh\ncat >/dev/null\necho broken >&2\nexit 3\n");
  const { stdout } = await cli(["test"], { cwd });
  expect(stdout).toMatch(/-hello\n +\+broken/);
  expect(stdout).toContain("hint: Fix the other failures first");
  expect((await cli(["snapshots"], { cwd })).stdout).toBe("no pending snapshots\n");
});

it("offers no snapshot of a case that wavers", async () => {
  const cwd = addon();
  const noise = "#!/bin/sh\ncat >/dev/null\nod -An -N8 -tx1 /dev/urandom >&2\n";
  writeFileSync(join(cwd, "bin/speak.sh"), noise);
  expect((await cli(["test", "--repeat", "2"], { cwd })).code).toBe(1);
  expect((await cli(["snapshots"], { cwd })).stdout).toBe("no pending snapshots\n");
});

it("only checks with CI=true, and writes nothing", async () => {
  const cwd = addon();
  const { code, stdout } = await cli(["test"], { cwd, env: { CI: "true" } });
  expect(code).toBe(1);
  expect(stdout).toContain("there is no accepted snapshot");
  expect(existsSync(join(cwd, "__ar_snapshots__"))).toBe(false);
});

it("tells of snapshots that no case asks for", async () => {
  const cwd = addon();
  await cli(["test"], { cwd });
  await cli(["snapshots", "accept"], { cwd });
  writeFileSync(join(cwd, "ar-sim.test.yaml"), "{ name: speaks louder, expect: { exit: 0 } }");
  const { code, stdout } = await cli(["test"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain(`unused snapshot: ${SNAPSHOT}`);
});

it("says when there is no such snapshot: SCENARIO_BAD_SNAPSHOT", async () => {
  const cwd = addon();
  const { code, stderr } = await cli(["snapshots", "accept", "--snapshot", "x.snap"], { cwd });
  expect(code).toBe(4);
  expect(stderr).toContain("[SCENARIO_BAD_SNAPSHOT] no snapshot waits at");
  expect((await cli(["snapshots", "accpt"], { cwd })).code).toBe(2);
});
