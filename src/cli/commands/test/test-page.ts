/** What `ar-sim test` takes, and what its help says. */
import { readTime } from "../../../text/read-time.ts";
import type { Shard } from "../../../scenario/report/report.ts";
import type { Fault } from "../../../vendor/faults/fault.ts";
import { readFaults } from "./read-faults.ts";
import type { CommandPage } from "../../command-line/command-page.ts";
import {
  choice,
  flag,
  type OptionSet,
  parsed,
  text,
  usage,
  wholeNumber,
} from "../../command-line/option.ts";
import { FOLLOW_LINKS, SPLUNK_OPTIONS, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { COVERAGE_OPTIONS } from "../../options/coverage-options.ts";
import { DEBUG_OPTIONS } from "../../options/debug-options.ts";
import { FENCE_OPTIONS } from "../../options/fence-options.ts";
import { REPORTER_OPTIONS, REPORTER_ROWS } from "../../options/reporter-options.ts";

interface ChoiceValues {
  readonly "test-name-pattern": string | undefined;
  readonly "last-failed": boolean;
  readonly changed: string | undefined;
  readonly shard: Shard | undefined;
}

export const CHOICE_OPTIONS: OptionSet<ChoiceValues> = {
  "test-name-pattern": {
    ...text("PATTERN", "Runs the cases whose file, name or matrix cell matches."),
    short: "t",
  },
  "last-failed": flag("Runs the cases that failed last time."),
  changed: {
    ...text(
      "COMMIT",
      "Runs the cases whose scenario file or add-on changed in git: since the last commit, or since COMMIT.",
    ),
    bare: { value: "" },
  },
  shard: parsed(
    "I/N",
    "Runs part I of N parts, which are balanced by the durations of the last run.",
    readShard,
  ),
};

interface RunValues {
  readonly watch: boolean;
  readonly workers: number | undefined;
  readonly bail: number | undefined;
  readonly retries: number | undefined;
  readonly repeat: number | undefined;
  readonly processes: "start" | "fork" | undefined;
  readonly "time-limit": number | undefined;
  readonly "max-cells": number | undefined;
  readonly roles: readonly string[] | undefined;
  readonly faults: readonly Fault[] | undefined;
  readonly ci: boolean;
  readonly "follow-links": boolean;
}

export const RUN_OPTIONS: OptionSet<RunValues> = {
  watch: {
    ...flag(
      "Runs the affected cases again when you save a file. Keys: `a` all, `f` failed, `t` by name, Enter again, `q` quit.",
    ),
    short: "w",
  },
  workers: wholeNumber("Runs N cases at a time. Default: the number of cores.", 1),
  bail: {
    ...wholeNumber("Stops after N failures. Without N: after the first.", 1),
    bare: { value: "1" },
  },
  retries: wholeNumber(
    "Repeats a failed case up to N times. If it then passes, it is reported as flaky.",
  ),
  repeat: wholeNumber("Runs each case N times and fails it if the runs differ.", 1),
  processes: choice(
    ["start", "fork"],
    "Starts a Python for each case, or forks it from one that waits, where that is possible. Default: start.",
  ),
  "time-limit": parsed(
    "TIME",
    "Stops each case after this time, such as 30s. Default: its timeLimit, or 60s.",
    readTimeLimit,
  ),
  "max-cells": wholeNumber("Allows a matrix of up to N cells. Default: 5000.", 1),
  roles: parsed(
    "ROLE,…",
    "Runs each case as a user with each of these roles, and tells what each was refused.",
    (given) =>
      [...new Set(given.split(",").map((role) => role.trim()))].filter((role) => role !== ""),
  ),
  faults: {
    ...parsed(
      "FAULT,…",
      "Runs each case that calls a vendor also under these faults, or all. Fails where the script says success, hangs, or leaks a secret.",
      readFaults,
    ),
    bare: { value: "" },
  },
  ci: flag("Compares snapshots and writes none. The variable `CI` does the same."),
  "follow-links": FOLLOW_LINKS,
};

interface DraftValues {
  readonly init: boolean;
  readonly hard: boolean;
  readonly fuzz: number | undefined;
  readonly seed: number | undefined;
}

export const DRAFT_OPTIONS: OptionSet<DraftValues> = {
  init: flag(
    "Writes a first ar-sim.test.yaml from the add-on's conf files, forms, rules and scripts, and runs it.",
  ),
  hard: flag(
    "With --init: also writes ar-sim.hard.ar.yaml, whose cases have hard rows and expect what is observed now.",
  ),
  fuzz: wholeNumber(
    "Draws N times rows and parameters for each action, and writes a case for each draw that fails.",
    1,
  ),
  seed: wholeNumber("With --fuzz: draws the same again. Default: 1."),
};

export const testPage: CommandPage = {
  about: `Reads the scenario files ar-sim.test.yaml and *.ar.yaml (or .yml, .json) in this folder and below, or the files and
folders that you name. A case says what is given and what is expected. Without expectations, the verdict of
the run must be PASS. Each case has its own process and SPLUNK_HOME; clock and ids are fixed.`,
  examples: ["ar-sim test -t notable --reporter pretty --reporter junit=report.xml"],
  groups: {
    "Which cases run": CHOICE_OPTIONS,
    "How they run": { ...RUN_OPTIONS, ...SPLUNK_OPTIONS, ...TRACE_OPTIONS },
    "Cases that ar-sim writes": DRAFT_OPTIONS,
    Fence: FENCE_OPTIONS,
    Debugger: DEBUG_OPTIONS,
    Coverage: COVERAGE_OPTIONS,
    Output: REPORTER_OPTIONS,
  },
  lists: { Reporters: REPORTER_ROWS },
  notes: async () =>
    "When a coding agent runs ar-sim, the default reporter is agent. In GitHub Actions, the reporter github is added. When all reporters write to files, stdout still gets the failures and a summary.",
};

function readShard(given: string, name: string): Shard {
  const [index = 0, count = 0] = given.split("/").map(Number);
  if (/^\d+\/\d+$/.test(given) && index >= 1 && index <= count && count <= 1000)
    return { index, count };
  throw usage(`${name} must be I/N, not \`${given}\``, {
    hint: `Write ${name} 1/4 for the first of four parts. N is at most 1000.`,
  });
}

function readTimeLimit(given: string, name: string): number {
  if (/^\d+(\.\d+)?\s*(ms|s|m|h)$/.test(given)) return readTime(given);
  throw usage(`${name} must be a time, not \`${given}\``, {
    hint: `Write ${name} 30s, for example.`,
  });
}
