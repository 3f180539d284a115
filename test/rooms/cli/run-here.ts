/** Runs a command line in the process of the test, for what it says. It is for commands that start nothing. */
import { vi } from "vitest";
import { runCommand } from "../../../src/cli/commands.ts";
import { printError } from "../../../src/cli/report/print-error.ts";
import type { CliResult } from "../../support/run-cli.ts";

export async function runHere(args: readonly string[]): Promise<CliResult> {
  vi.stubEnv("NO_COLOR", "1");
  const stdout = kept(process.stdout);
  const stderr = kept(process.stderr);
  try {
    const code = await runCommand(args).catch(printError);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.end();
    stderr.end();
    vi.unstubAllEnvs();
  }
}

function kept(stream: NodeJS.WriteStream): { text(): string; end(): void } {
  const spy = vi.spyOn(stream, "write").mockReturnValue(true);
  return {
    text: () => spy.mock.calls.map(([chunk]) => String(chunk)).join(""),
    end: () => spy.mockRestore(),
  };
}
