import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { closeSync, fstatSync, readFileSync, writeFileSync } from "node:fs";
import { openPipes, type Pipes } from "../../../../src/sandbox/process/open-pipes.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const opened: Pipes[] = [];

afterEach(() => {
  for (const { stdio, stdin, stdout, stderr } of opened.splice(0)) {
    for (const end of stdio) closeSync(end);
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
  }
});

async function pipesOf(shell: string | undefined): Promise<Pipes | undefined> {
  const pipes = await openPipes(shell);
  if (pipes !== undefined) opened.push(pipes);
  return pipes;
}

/** A shell that keeps the text of a `<<` in a file, as Bash did before 5.1. */
const olderBash = (): string =>
  join(tempFolder({ "bin/shell": '#!/bin/bash\nBASH_COMPAT=50\neval "$2"\n' }), "bin/shell");

it.skipIf(process.platform !== "linux").each([
  ["the system's shell", () => undefined],
  ["a shell that keeps texts in files", olderBash],
])("makes pipes with %s", async (_, shell) => {
  if (shell === olderBash && !existsSync("/bin/bash")) return;
  const pipes = await pipesOf(shell());
  expect(pipes?.stdio.map((end) => fstatSync(end).isFIFO())).toEqual([true, true, true]);
  const [stdin = -1, stdout = -1] = pipes?.stdio ?? [];
  await new Promise<void>((done) => void pipes?.stdin.end("given", () => done()));
  expect(readFileSync(stdin, "utf8")).toBe("given");
  const text = new Promise((done) => pipes?.stdout.once("data", done));
  writeFileSync(stdout, "written");
  expect(String(await text)).toBe("written");
});

it("makes none without a shell, or with one that does not work", async () => {
  expect(await pipesOf("/no/such/shell")).toBeUndefined();
  const broken = tempFolder({ "bin/shell": "#!/bin/sh\necho nonsense\n" });
  expect(await pipesOf(join(broken, "bin/shell"))).toBeUndefined();
});
