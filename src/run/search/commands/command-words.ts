/**
 * What a search says of a command that failed. Ground: messages of splunkd 9 as users quote them: «External search command
 * exited unexpectedly with non-zero error code 1.», «Invalid message received from external search command during search,
 * see search.log.», «External search command 'x' returned error code 1.» The others are guesses.
 */
import { commandError } from "../../../search/spl/spl-error.ts";
import type { CommandCall } from "../../../search/spl/spl-tree.ts";
import { SearchError } from "../../../search/text/search-error.ts";
import type { CommandFailed, CommandFault } from "./command-process.ts";

/** `said`: what the command told before, which splunkd writes to search.log only. */
export function failedCommand(
  call: CommandCall,
  fault: CommandFault,
  phase: "setup" | "search",
  words: { readonly stderr: string; readonly before: readonly string[] },
): SearchError {
  return failed(call, problemOf(fault, phase), hintOf(words, fault));
}

/** The same of the older protocol. */
export function failedOldCommand(
  call: CommandCall,
  fault: CommandFault,
  stderr: string,
): SearchError {
  const hint = hintOf({ stderr, before: [] }, fault);
  if (fault.kind !== "exited") return failed(call, problemOf(fault, "search"), hint);
  const message = `External search command '${call.name}' returned error code ${codeOf(fault)}.`;
  return new SearchError("SEARCH_COMMAND_FAILED", message, { command: call.name, hint });
}

/** Guess: as users quote it of commands with `supports_getinfo`. */
export function probeFailed(
  call: CommandCall,
  { fault }: CommandFailed,
  stderr: string,
): SearchError {
  const message = `Error in 'script': Getinfo probe failed for external search command '${call.name}'.`;
  const hint = hintOf({ stderr, before: [] }, fault);
  return new SearchError("SEARCH_COMMAND_FAILED", message, { command: call.name, hint });
}

/** What the command itself calls an error. */
export function toldByCommand(call: CommandCall, text: string): SearchError {
  return failed(call, text, undefined);
}

export function missingProgram(call: CommandCall, looked: string): SearchError {
  return commandError(call, `Cannot find program '${call.name}' or script '${looked}'.`, {
    at: call.start,
    hint: "Put the script into bin/ of the app, or name it with `filename` in commands.conf.",
  });
}

function failed(call: CommandCall, problem: string, hint: string | undefined): SearchError {
  const message = `Error in '${call.name}' command: ${problem}`;
  return new SearchError("SEARCH_COMMAND_FAILED", message, { command: call.name, hint });
}

function problemOf(fault: CommandFault, phase: "setup" | "search"): string {
  switch (fault.kind) {
    case "garbage":
      return `Invalid message received from external search command during ${phase}, see search.log.`;
    case "silent":
      return `External search command did not answer within ${fault.seconds} seconds.`;
    default:
      return fault.code === 0
        ? "External search command exited unexpectedly."
        : `External search command exited unexpectedly with non-zero error code ${codeOf(fault)}.`;
  }
}

/** As a shell tells of a program that a signal killed. */
function codeOf({ code }: Extract<CommandFault, { kind: "exited" }>): number {
  return code ?? 128 + 9;
}

const LONGEST = 500;

function hintOf(
  { stderr, before }: { readonly stderr: string; readonly before: readonly string[] },
  fault: CommandFault,
): string | undefined {
  const parts: string[] = [];
  if (fault.kind === "garbage") parts.push(`${fault.detail}.`);
  if (before.length > 0) parts.push(`The command says: ${before.join("; ")}`);
  const last = stderr.trimEnd().split("\n").at(-1)?.trim() ?? "";
  if (last !== "") parts.push(`The last line of its stderr is: ${last.slice(0, LONGEST)}`);
  return parts.length === 0 ? undefined : parts.join(" ");
}
