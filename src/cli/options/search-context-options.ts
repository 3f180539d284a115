/** The options that `run` and `search` share: who runs the search and when, the assumptions, and the output. */
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import type { CommandLine } from "../command-line/command-page.ts";
import { flag, type OptionSet, parsed, text, usage, wholeNumber } from "../command-line/option.ts";
import { ASSUMPTION_OPTIONS } from "./assumption-options.ts";

interface SearchContextValues {
  readonly "search-app": string | undefined;
  readonly owner: string | undefined;
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
  readonly now: number | undefined;
  readonly seed: number | undefined;
}

export const SEARCH_CONTEXT_OPTIONS: OptionSet<SearchContextValues> = {
  "search-app": text("APP", "The app that the search runs in. Default: search."),
  owner: text("USER", "The user who runs the search. Default: admin."),
  earliest: text(
    "TIME",
    "The start of the time range: -24h@h, now, epoch seconds, or a date. Default: open.",
  ),
  latest: text("TIME", "The end of the time range. Default: open."),
  now: parsed(
    "TIME",
    "The time of the run: epoch seconds, or a date such as 2026-11-24T08:00:00Z. A Python script sees it too. Default: the current time.",
    readTime,
  ),
  seed: wholeNumber("The seed of random numbers and of the session key. Default: a random one."),
};

function readTime(given: string, option: string): number {
  const isEpoch = /^\d+(\.\d+)?$/.test(given);
  const seconds = isEpoch ? Number(given) : Date.parse(given) / 1000;
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw usage(`${option} must be a time, not \`${given}\``, {
    hint: "Write epoch seconds, or an ISO date such as 2026-11-24T08:00:00Z.",
  });
}

interface OutputValues {
  readonly "dry-run": boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly "show-secrets": boolean;
  readonly keep: boolean;
}

export const OUTPUT_OPTIONS: OptionSet<OutputValues> = {
  "dry-run": flag("Prints arguments, environment, payload and files, and starts nothing."),
  json: flag("Prints one JSON document, errors too."),
  verbose: flag("Prints output, logs, events, and a timeline also when the verdict is PASS."),
  "show-secrets": flag("Prints session keys, passwords and tokens, which are masked by default."),
  keep: flag("Keeps the temporary SPLUNK_HOME and prints its path."),
};

type SharedRequest = Pick<
  SendAlertRequest,
  | "searchApp"
  | "owner"
  | "earliest"
  | "latest"
  | "now"
  | "seed"
  | "movesClock"
  | "emptyParams"
  | "unresolved"
  | "numericSid"
  | "cwd"
  | "maxResults"
  | "assume"
  | "dryRun"
  | "showSecrets"
  | "keep"
>;

/** These options as the library wants them. */
export function searchRequestOf(line: CommandLine): SharedRequest {
  const context = line.of(SEARCH_CONTEXT_OPTIONS);
  const assumptions = line.of(ASSUMPTION_OPTIONS);
  const output = line.of(OUTPUT_OPTIONS);
  return {
    searchApp: context["search-app"],
    owner: context.owner,
    earliest: context.earliest,
    latest: context.latest,
    now: context.now,
    movesClock: context.now !== undefined,
    seed: context.seed,
    emptyParams: assumptions["empty-params"],
    unresolved: assumptions.unresolved,
    numericSid: assumptions["numeric-sid"],
    cwd: assumptions.cwd,
    maxResults: assumptions["max-results"],
    assume: assumptions.assume,
    dryRun: output["dry-run"],
    showSecrets: output["show-secrets"],
    keep: output.keep,
  };
}
