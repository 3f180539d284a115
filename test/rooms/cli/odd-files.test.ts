import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../support/temp-folder.ts";
import { runCli } from "../../support/run-cli.ts";
import { canBeOdd, makeOddAddon, ODDITIES, pipe } from "../../trials/odd-add-ons.ts";
import { COMMANDS, tryCommand } from "../../trials/try-command.ts";

/** One of each kind, at a place that each command reads. `npm run trial` tries all. */
const CHOSEN = [
  "pipe at default/alert_actions.conf",
  "pipe at ar-sim.test.yaml",
  "endless device at ar-sim.config.yaml",
  "socket",
  "conf that links to itself",
  "link to the whole disk",
  "folders that link to each other",
  "a file of 6 GiB",
] as const;

async function oddAddon(oddity: string): Promise<{ folder: string; scenario: string }> {
  const root = tempFolder();
  const folder = join(root, "odd");
  mkdirSync(join(root, "scenario"));
  const scenario = join(root, "scenario", "ar-sim.test.yaml");
  writeFileSync(scenario, "addon: ../odd\ncases:\n  - name: runs\n    given: { action: m }\n");
  await makeOddAddon(folder, oddity);
  return { folder, scenario };
}

describe.skipIf(!canBeOdd)("an odd add-on (needs mkfifo)", () => {
  it.each(CHOSEN.flatMap((oddity) => COMMANDS.map((command) => [oddity, command] as const)))(
    "%s keeps %s neither waiting nor deaf",
    async (oddity, command) => {
      expect(ODDITIES).toHaveProperty([oddity]);
      const { faults, output } = await tryCommand(command, await oddAddon(oddity));
      expect(faults, output).toEqual([]);
    },
  );

  it("tells by its path what check did not read", async () => {
    const { folder } = await oddAddon("pipe at default/props.conf");
    const { code, stdout } = await runCli(["check", folder, "--only", "AR108"]);
    expect(stdout).toContain("default/props.conf is not read: it is a pipe, not a regular file");
    expect(code).toBe(1);
  });

  it("says in the report of a run what it did not read", async () => {
    const { folder } = await oddAddon("pipe at default/props.conf");
    const { code, stdout } = await runCli(["run", "m", "--app", folder]);
    expect(stdout).toContain("props.conf is a pipe, not a regular file");
    expect(code).toBe(0);
  });

  it("says which program is not read", async () => {
    const { folder } = await oddAddon("pipe at bin/m.py");
    const { code, stderr } = await runCli(["run", "m", "--app", folder]);
    expect(stderr).toContain("bin/m.py is not read: it is a pipe");
    expect(code).toBe(2);
  });

  it("takes no pipe for the rows of a scenario", async () => {
    const { folder, scenario } = await oddAddon("pipe at lookups/a.csv");
    const rows = join(folder, "lookups/a.csv");
    writeFileSync(
      scenario,
      `addon: ../odd\ncases:\n  - name: runs\n    given: { action: m, rows: { file: ${rows} } }\n`,
    );
    const { code, stdout } = await runCli(["test", scenario]);
    expect(stdout).toContain("is not read: it is a pipe, not a regular file");
    expect(code).toBe(2);
  });

  it("takes no pipe for fixtures, and no device", async () => {
    const folder = tempFolder();
    pipe(join(folder, "pipe.yaml"));
    for (const file of [join(folder, "pipe.yaml"), "/dev/zero"]) {
      const { code, stderr } = await runCli(["serve", "--fixtures", file, "--port", "0"]);
      expect(stderr).toContain("not a regular file");
      expect(code).toBe(2);
    }
  });
});

it.skipIf(process.platform !== "linux")("refuses a place below /proc in time", async () => {
  const { folder, scenario } = await oddAddon("");
  const at = "/proc/nowhere/below/report.xml";
  const tested = await runCli(["test", scenario, "--reporter", `junit=${at}`]);
  expect([tested.code, tested.stderr]).toEqual([4, expect.stringContaining("cannot write")]);
  const served = await runCli(["serve", "--app", folder, "--persist", at, "--port", "0"]);
  expect([served.code, served.stderr]).toEqual([2, expect.stringContaining("SPLUNKD_BAD_STATE")]);
});

it("follows a link out of the add-on with --follow-links alone", async () => {
  const { folder } = await oddAddon("link to the settings of the machine");
  const args = ["check", folder, "--only", "AR108"];
  expect((await runCli(args)).stdout).toContain("bin/etc is not read: it is a link that leads out");
  expect((await runCli([...args, "--follow-links"])).stdout).not.toContain("bin/etc is not read");
});
