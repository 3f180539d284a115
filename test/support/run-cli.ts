import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const MAIN: string = fileURLToPath(new URL("../../dist/bin/main.cjs", import.meta.url));

const NOT_A_PERSONS =
  /^(?:FORCE_COLOR|GITHUB_ACTIONS|AI_AGENT|AUGMENT_AGENT|CLAUDECODE|CODEX_.*|COPILOT_CLI|CURSOR_AGENT|GEMINI_CLI|OPENCODE)$/;

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line, as a user would. */
export async function runCli(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; stdin?: string } = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd ?? fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...withoutColor(), ...options.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.stdin ?? "");
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, stdout, stderr };
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../harness-fixtures/addons/${name}`, import.meta.url));
}

/** The environment of a person at a terminal, with colour off: not of vitest, of GitHub Actions or of a coding agent. */
export function withoutColor(): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([name]) => !NOT_A_PERSONS.test(name));
  return { ...Object.fromEntries(env), NO_COLOR: "1" };
}
