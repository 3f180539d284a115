import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { collectLogs, type LogLimits } from "../../../../src/events/log/collect-logs.ts";

const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true });
});

const line = (signature: string) =>
  `2026-11-24 02:27:22,201+0000 INFO sendmodaction - signature="${signature}" action_name="a"\n`;

async function logsOf(files: Readonly<Record<string, string>>, limits?: LogLimits) {
  const home = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
  homes.push(home);
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, "var", "log", "splunk", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return collectLogs(home, limits);
}

it("reads messages of *_modalert.log and *_modworkflow.log, with their lines", async () => {
  const { logs, messages } = await logsOf({
    "a_modalert.log": `2026-11-24 02:27:22,201+0000 INFO plain\n${line("one")}`,
    "b_modworkflow.log": line("two"),
  });
  expect(logs.map(({ file }) => file)).toEqual(["a_modalert.log", "b_modworkflow.log"]);
  expect(messages.map(({ file, line: at, signature }) => [file, at, signature])).toEqual([
    ["a_modalert.log", 2, "one"],
    ["b_modworkflow.log", 1, "two"],
  ]);
});

it("keeps other logs as text, and notes that Enterprise Security reads no messages there", async () => {
  const { logs, messages } = await logsOf({ "mine.log": line("one"), "other.log": "text\r\n" });
  expect(messages).toEqual([]);
  expect(logs).toMatchObject([
    { file: "mine.log", notes: [expect.stringContaining("reads only *_modalert.log")] },
    { file: "other.log", text: "text\n", omittedBytes: 0 },
  ]);
  expect(logs[1]).not.toHaveProperty("notes");
});

it("joins the lines of one message, up to the next date", async () => {
  const { messages } = await logsOf({
    "a_modalert.log": `${line("x").trimEnd().replace("x", "first\nsecond")}\n${line("y")}`,
  });
  expect(messages.map(({ signature }) => signature)).toEqual(["first\nsecond", "y"]);
});

it("reads rotated files first, the oldest before the newer", async () => {
  const { messages } = await logsOf({
    "a_modalert.log": line("3"),
    "a_modalert.log.1": line("2"),
    "a_modalert.log.2": line("1"),
  });
  expect(messages.map(({ signature }) => signature)).toEqual(["1", "2", "3"]);
});

it("counts what is over the caps", async () => {
  const { logs, messages } = await logsOf(
    { "a_modalert.log": line("x").repeat(100) },
    { mostOfFile: 200, mostOfLine: 1000, mostMessages: 10 },
  );
  expect(messages).toHaveLength(10);
  const [log] = logs;
  expect(log?.text.length).toBeLessThanOrEqual(200);
  expect((log?.text.length ?? 0) + (log?.omittedBytes ?? 0)).toBeGreaterThan(7000);
});

it("has nothing to say of a folder that is not there", async () => {
  expect(await collectLogs(join(tmpdir(), "ar-sim-nowhere"))).toEqual({ logs: [], messages: [] });
});
