// Odd files of an add-on that serves beside another, and of the one that `serve` starts with.
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { canBeOdd, large, makeOddAddon, pipe } from "../../trials/odd-add-ons.ts";
import { tryCommand } from "../../trials/try-command.ts";

async function oddAddon(oddity: string): Promise<string> {
  const folder = join(tempFolder(), "odd");
  await makeOddAddon(folder, oddity);
  return folder;
}

describe.skipIf(!canBeOdd)("an odd add-on (needs mkfifo)", () => {
  it.each(["check", "run", "serve"] as const)(
    "beside another keeps %s neither waiting nor deaf",
    async (command) => {
      const also = await oddAddon("pipe at default/props.conf");
      pipe(join(also, "bin/more.py"));
      symlinkSync("/dev/zero", join(also, "default/tags.conf"));
      const tried = { folder: await oddAddon(""), scenario: "", also } as const;
      const { faults, output } = await tryCommand(command, { ...tried, signal: "SIGTERM" });
      expect(faults, output).toEqual([]);
      if (command !== "check") expect(output).toContain("props.conf is");
    },
  );

  it("is named at the start of serve, file by file", async () => {
    const folder = await oddAddon("pipe at README.txt");
    symlinkSync("/etc/passwd", join(folder, "lookups/users.csv"));
    large(join(folder, "default/tags.conf"), 2 ** 31);
    const args = ["serve", "--app", folder, "--port", "0", "--hec-port", "0", "--exec", "true"];
    const { code, stderr } = await runCli(args);
    expect(code).toBe(0);
    for (const [path, why] of [
      ["README.txt", "is a pipe, not a regular file"],
      ["lookups/users.csv", "is a link that leads out of its add-on, to /etc/passwd"],
      ["default/tags.conf", "has more than 32 MiB"],
    ])
      expect(stderr).toContain(`warning: ${folder}/${path} is not read: it ${why}\n`);
  });
});
