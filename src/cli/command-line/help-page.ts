/** The help page of a command, made of its declaration. No line is wider than a terminal of 80 columns. */
import type { CommandPage } from "./command-page.ts";
import type { AnyOptions, Option } from "./option.ts";
import { wrap } from "../../text/wrap.ts";

const WIDTH = 80;
/** Where the words on an option begin. */
const INDENT = 28;

const HELP_ROWS = [
  ["-h, --help", "Prints this page."],
  ["-v, --version", "Prints the version of ar-sim."],
] as const;

export interface PageHead {
  readonly name: string;
  /** What stands between the name and the options, such as `[ACTION]`. */
  readonly usage: string;
  readonly summary: string;
}

export async function helpPage(
  { name, usage, summary }: PageHead,
  page: CommandPage,
): Promise<string> {
  const head = ["ar-sim", name, usage, "[options]"].filter((word) => word !== "").join(" ");
  const parts = [
    `Usage: ${head}`,
    `${summary.replaceAll("`", "")}.`,
    ...paragraphs(page.about),
    ...(page.examples.length === 0 ? [] : [examples(page.examples)]),
    ...(page.verbs === undefined ? [] : [section("Commands", Object.entries(page.verbs))]),
    ...Object.entries(page.groups).map(([title, options]) => section(title, rowsOf(options))),
    section("Help", HELP_ROWS),
    ...Object.entries(page.lists ?? {}).map(([title, rows]) =>
      section(title, Object.entries(rows)),
    ),
    ...paragraphs((await page.notes?.()) ?? ""),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A heading, and rows of two columns. */
export function section(
  title: string,
  rows: readonly (readonly [label: string, words: string])[],
  indent: number = INDENT,
): string {
  return [`${title}:`, ...rows.flatMap(([label, words]) => row(label, words, indent))].join("\n");
}

/** `-p, --param NAME=VALUE`, as users write it. */
export function labelOf(name: string, { value, short, bare }: Option<unknown>): string {
  const long = short === undefined ? `--${name}` : `-${short}, --${name}`;
  if (value === undefined) return long;
  if (bare === undefined) return `${long} ${value}`;
  return bare.takes === undefined ? `${long}[=${value}]` : `${long} [${value}]`;
}

/** What it does, and whether it may be given more than once. */
export function wordsOf({ help, isRepeatable }: Option<unknown>): string {
  return isRepeatable ? `${help} Repeatable.` : help;
}

function rowsOf(options: AnyOptions): [string, string][] {
  return Object.entries(options).map(([name, option]) => [labelOf(name, option), wordsOf(option)]);
}

function row(label: string, words: string, indent: number): string[] {
  const lines = wrap(words.replaceAll("`", ""), WIDTH - indent);
  const margin = " ".repeat(indent);
  const [first = "", ...rest] = lines;
  const head = `  ${label}`;
  return head.length + 2 > indent
    ? [head, ...lines.map((line) => margin + line)]
    : [head.padEnd(indent) + first, ...rest.map((line) => margin + line)];
}

function examples(lines: readonly string[]): string {
  return [lines.length === 1 ? "Example:" : "Examples:", ...lines.map((line) => `  ${line}`)].join(
    "\n",
  );
}

function paragraphs(text: string): string[] {
  const parts = text.split("\n\n").filter((part) => part !== "");
  return parts.map((part) => wrap(part.replaceAll("\n", " "), WIDTH).join("\n"));
}
