import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findPython } from "../../../../src/sandbox/interpreters/find-python.ts";
import { layOutPrograms } from "../../../../src/sandbox/home/lay-out-programs.ts";

const python = findPython({});
// A blank and a quote in the path, since the programs are shell scripts.
const home = join(mkdtempSync(join(tmpdir(), "ar-sim-test-")), "it's a home");

beforeAll(() => {
  for (const folder of ["bin", "etc/system/default", "etc/apps"])
    mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, "etc/system/default/x.conf"), "[s]\na = 1\n");
  layOutPrograms(home, python.path);
});
afterAll(() => rmSync(join(home, ".."), { recursive: true }));

/** Called with a bare environment, as a person in a kept sandbox would. */
const call = (program: string, ...args: string[]) =>
  execFileSync(join(home, "bin", program), args, { encoding: "utf8", env: {} });

it.skipIf(process.platform === "win32").each([
  ["btool", ["x", "list"]],
  ["splunk", ["btool", "x", "list"]],
  ["splunk", ["cmd", "btool", "x", "list"]],
])("answers %s %j", (program, args) => {
  expect(call(program, ...args)).toBe("[s]\na = 1\n");
});

it.skipIf(process.platform === "win32").each(["python", "python3"])(
  "starts the chosen interpreter as %s, with SPLUNK_HOME set",
  (program) => {
    const code = "import os, sys; print(os.environ['SPLUNK_HOME']); print(sys.version.split()[0])";
    expect(call(program, "-c", code)).toBe(`${home}\n${python.version}\n`);
  },
);

it.skipIf(process.platform === "win32")("starts this node as node", () => {
  expect(call("node", "-p", "process.version")).toBe(`${process.version}\n`);
});
