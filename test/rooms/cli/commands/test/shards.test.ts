// What a build server does with four machines: each runs a part and leaves a blob, a last one joins them.
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

it("runs in four shards, and joins their reports to one", async () => {
  const cwd = tempFolder();
  cpSync(fixture("TA_ping"), join(cwd, "TA_ping"), { recursive: true });
  mkdirSync(join(cwd, "blobs"));
  const env = { CI: "true" };
  for (const part of [1, 2, 3, 4]) {
    const args = ["test", "--shard", `${part}/4`, "--reporter", `blob=blobs/${part}.json`];
    const { code, stderr } = await runCli(args, { cwd, env });
    expect(code, stderr).toBe(0);
  }
  const merged = await runCli(["merge-reports", "blobs", "--reporter", "json=report.json"], {
    cwd,
    env,
  });
  expect(merged.code, merged.stderr).toBe(0);
  const whole = await runCli(["test", "--reporter", "json"], { cwd, env });
  const idsOf = (text: string): string[] =>
    (JSON.parse(text) as { cases: { id: string }[] }).cases.map(({ id }) => id).toSorted();
  expect(idsOf(readFileSync(join(cwd, "report.json"), "utf8"))).toEqual(idsOf(whole.stdout));
});

it("ends well when a shard of several has no case, and not when there is no case at all", async () => {
  const cwd = tempFolder();
  cpSync(fixture("TA_ping"), join(cwd, "TA_ping"), { recursive: true });
  const shard = (...more: string[]) => runCli(["test", "--shard", "6/6", ...more], { cwd });
  const empty = await shard("-t", "takes another field");
  expect(empty).toMatchObject({ code: 0, stderr: "" });
  expect(empty.stdout).toContain("no cases in");
  const nothing = await shard("-t", "nothing of the kind");
  expect(nothing.code).toBe(5);
});

it.each(["0/4", "5/4", "2", "a/b"])("refuses --shard %s", async (part) => {
  const { code, stderr } = await runCli(["test", "--shard", part]);
  expect(code).toBe(2);
  expect(stderr).toContain("CLI_USAGE");
});
