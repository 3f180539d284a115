/** Which reporters a run has: those on the command line, and those that the environment calls for. */
import { testReporters } from "../../reporters/test/test-reporters.ts";
import type { AskedReporter } from "../options/reporter-options.ts";

export interface ChosenReporter extends AskedReporter {
  /** Also writes while the cases run. */
  readonly isLive: boolean;
}

/**
 * Coding agents set these variables for the commands that they start. Ground: the docs of Claude Code, Cursor, Gemini CLI
 * and Codex name theirs; `@vercel/detect-agent` proposes AI_AGENT for all agents; the others are in `std-env`, which
 * vitest uses. Variables that people also set for themselves are left out.
 */
const AGENT_VARIABLES = [
  "AI_AGENT",
  "AUGMENT_AGENT",
  "CLAUDECODE",
  "CODEX_SANDBOX",
  "CODEX_THREAD_ID",
  "COPILOT_CLI",
  "CURSOR_AGENT",
  "GEMINI_CLI",
  "OPENCODE",
] as const;

type Env = Readonly<Record<string, string | undefined>>;

export function chooseReporters(
  asked: readonly AskedReporter[],
  env: Env = process.env,
): ChosenReporter[] {
  const chosen = asked.map((reporter) => ({ ...reporter, isLive: reporter.file === undefined }));
  if (chosen.every(({ file }) => file !== undefined)) {
    const name = AGENT_VARIABLES.some((variable) => isSet(env[variable])) ? "agent" : "pretty";
    // If all reports go to files, stdout still gets the failures and a summary.
    chosen.push({ name, file: undefined, isLive: asked.length === 0 });
  }
  return isForGithub(chosen, env)
    ? [...chosen, { name: "github", file: undefined, isLive: false }]
    : chosen;
}

/** Ground: GITHUB_ACTIONS is always `true` in a workflow. Output for programs stays as it is. */
function isForGithub(chosen: readonly ChosenReporter[], env: Env): boolean {
  const names = chosen.filter(({ file }) => file === undefined).map(({ name }) => name);
  return (
    env["GITHUB_ACTIONS"] === "true" &&
    !names.includes("github") &&
    names.every((name) => Object.hasOwn(testReporters, name) && testReporters[name]?.isForPeople)
  );
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
