/** The options of `ar-sim test`. */
import { HarnessError } from "../../errors.ts";
import type { Shard } from "../../scenario/report/report.ts";
import type { RunScenariosOptions } from "../../scenario/run/run-scenarios.ts";
import { readTime } from "../../scenario/file/read-time.ts";
import { readOptions } from "./read-options.ts";

export interface ReporterWish {
  /** A name, or the path of the user's own. */
  readonly name: string;
  /** Where it is written; standard output when not given. */
  readonly file: string | undefined;
}

export interface TestOptions {
  readonly run: Omit<RunScenariosOptions, "root">;
  readonly reporters: readonly ReporterWish[];
  readonly isInit: boolean;
  readonly isWatching: boolean;
}

const OPTIONS = {
  "test-name-pattern": { type: "string", short: "t" },
  "last-failed": { type: "boolean" },
  changed: { type: "string" },
  bail: { type: "string" },
  retries: { type: "string" },
  repeat: { type: "string" },
  workers: { type: "string" },
  "time-limit": { type: "string" },
  "max-cells": { type: "string" },
  reporter: { type: "string", multiple: true },
  shard: { type: "string" },
  watch: { type: "boolean", short: "w" },
  ci: { type: "boolean" },
  init: { type: "boolean" },
} as const;

export function readTestOptions(argv: readonly string[]): TestOptions {
  const { values, positionals } = readOptions("test", withOptionalValues(argv), OPTIONS);
  const bail = count("--bail", values.bail, 1);
  const retries = count("--retries", values.retries, 0);
  const repeat = count("--repeat", values.repeat, 1);
  const workers = count("--workers", values.workers, 1);
  const maxCells = count("--max-cells", values["max-cells"], 1);
  const pattern = values["test-name-pattern"];
  const limit = values["time-limit"];
  if (repeat !== undefined && repeat > 1 && retries !== undefined && retries > 0) {
    throw new HarnessError("CLI_USAGE", "--repeat and --retries exclude each other", {
      hint: "--repeat looks for what wavers; --retries looks away from it.",
    });
  }
  return {
    run: {
      paths: positionals,
      isOnlyChecked: values.ci === true || isCi(),
      ...(pattern === undefined ? {} : { pattern }),
      ...(values["last-failed"] === true ? { onlyLastFailed: true } : {}),
      ...(values.changed === undefined ? {} : { changedSince: values.changed }),
      ...(values.shard === undefined ? {} : { shard: shardOf(values.shard) }),
      ...(bail === undefined ? {} : { bail }),
      ...(retries === undefined ? {} : { retries }),
      ...(repeat === undefined ? {} : { repeat }),
      ...(workers === undefined ? {} : { workers }),
      ...(maxCells === undefined ? {} : { maxCells }),
      ...(limit === undefined ? {} : { timeLimitMs: time("--time-limit", limit) }),
    },
    reporters: (values.reporter ?? ["pretty"]).map(reporterWish),
    isInit: values.init === true,
    isWatching: values.watch === true,
  };
}

/** As most tools read the variable that build services set. */
function isCi(): boolean {
  const value = process.env["CI"]?.toLowerCase() ?? "";
  return value !== "" && value !== "0" && value !== "false";
}

/** `--bail` and `--changed` take a value with `=` only, which node's parser cannot express. */
function withOptionalValues(argv: readonly string[]): string[] {
  const usual: Readonly<Record<string, string>> = {
    "--bail": "--bail=1",
    "--changed": "--changed=",
  };
  return argv.map((word) => usual[word] ?? word);
}

export function reporterWish(text: string): ReporterWish {
  const cut = text.indexOf("=");
  return cut < 0
    ? { name: text, file: undefined }
    : { name: text.slice(0, cut), file: text.slice(cut + 1) };
}

function count(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new HarnessError(
    "CLI_USAGE",
    `${option} wants a whole number from ${least}, not \`${text}\``,
    {
      hint: `Write ${option}${option === "--bail" ? "=" : " "}${Math.max(least, 2)}, for example.`,
    },
  );
}

function time(option: string, text: string): number {
  if (/^\d+(\.\d+)?\s*(ms|s|m|h)$/.test(text)) return readTime(text);
  throw new HarnessError("CLI_USAGE", `${option} wants a time, not \`${text}\``, {
    hint: `Write ${option} 30s, for example.`,
  });
}

function shardOf(text: string): Shard {
  const [index = 0, count = 0] = text.split("/").map(Number);
  if (/^\d+\/\d+$/.test(text) && index >= 1 && index <= count && count <= 1000)
    return { index, count };
  throw new HarnessError("CLI_USAGE", `--shard wants a part of a whole, not \`${text}\``, {
    hint: "Write --shard 1/4 for the first of four.",
  });
}
