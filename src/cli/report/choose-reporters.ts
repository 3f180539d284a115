/** Which reporters a run has: those that were asked for, and what the place that it runs in calls for. */
import { testReporters } from "../../reporters/test/test-reporters.ts";
import type { ReporterWish } from "../options/reporter-options.ts";

export interface ChosenReporter extends ReporterWish {
  /** Writes while the cases run, too. */
  readonly isLive: boolean;
}

/**
 * The variables by which coding agents make themselves known to the commands that they start. Ground: the docs of
 * Claude Code, Cursor, Gemini CLI and Codex name theirs; AI_AGENT is the one that `@vercel/detect-agent` proposes for all;
 * `std-env`, which vitest asks, knows the others too. Variables that people set for themselves are left out.
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
  wishes: readonly ReporterWish[],
  env: Env = process.env,
): ChosenReporter[] {
  const asked = wishes.map((wish) => ({ ...wish, isLive: wish.file === undefined }));
  const onStdout = asked.filter(({ file }) => file === undefined);
  const usual = AGENT_VARIABLES.some((name) => isSet(env[name])) ? "agent" : "pretty";
  // With files alone, stdout still has the failures and a summary.
  const isQuiet = asked.length > 0;
  const chosen =
    onStdout.length > 0 ? asked : [...asked, { name: usual, file: undefined, isLive: !isQuiet }];
  return isForGithub(chosen, env)
    ? [...chosen, { name: "github", file: undefined, isLive: false }]
    : chosen;
}

/** Ground: GITHUB_ACTIONS is always `true` in a workflow. Text for programs is left as it is. */
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
