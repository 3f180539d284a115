/** What `--help` and `--version` print. */
import { readFileSync } from "node:fs";
import { packageFile } from "../host/package-file.ts";
import type { Command } from "./command-line/command-page.ts";
import { helpPage, section } from "./command-line/help-page.ts";
import { EXIT, EXIT_MEANINGS } from "./exit-code.ts";

type Commands = Readonly<Record<string, Command>>;

/** Of one command, or the list of all. */
export async function printHelp(commands: Commands, name: string | undefined): Promise<number> {
  const command = name === undefined ? undefined : commands[name];
  process.stdout.write(
    command === undefined || name === undefined
      ? overview(commands)
      : await helpPage({ ...command, name }, await command.page()),
  );
  return EXIT.good;
}

export function printVersion(): number {
  process.stdout.write(`ar-sim ${readVersion()}\n`);
  return EXIT.good;
}

export function readVersion(): string {
  const text = readFileSync(packageFile("package.json"), "utf8");
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

function overview(commands: Commands): string {
  const rows = Object.entries(commands).map(
    ([name, { summary }]) => [name, `${summary}.`] as const,
  );
  const parts = [
    "Usage: ar-sim <command> [options]",
    "Runs, checks and tests Splunk alert actions with no Splunk installed.",
    section("Commands", rows, 17),
    section("Help", [
      ["ar-sim <command> --help", "Prints the options of a command."],
      ["ar-sim --version", "Prints the version of ar-sim."],
    ]),
    section("Exit codes", EXIT_MEANINGS, 7),
  ];
  return `${parts.join("\n\n")}\n`;
}
