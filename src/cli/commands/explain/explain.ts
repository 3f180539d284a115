/** `ar-sim explain [RULE…]`: a rule with its reasons and examples, or the list of all rules; `explain exit N`: a code. */
import { rules } from "../../../checks/index.ts";
import { explainCheck } from "../../../reporters/check/explain-check.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { EXIT } from "../../exit-code.ts";
import { namedRule } from "../../options/named-rule.ts";
import { paintFor } from "../../report/paint-for.ts";

const MOST_CODE = 255;

export async function explain({ positionals }: CommandLine): Promise<number> {
  const [first, ...codes] = positionals;
  const pages = first === "exit" ? await exitPages(codes) : rulePages(positionals);
  const lines = rules.map(
    ({ id, severity, title }) => `${id}  ${severity.padEnd(7)}  ${title.replaceAll("`", "")}\n`,
  );
  process.stdout.write(pages.length === 0 ? lines.join("") : pages.join("\n"));
  return EXIT.good;
}

function rulePages(words: readonly string[]): string[] {
  return words.map((word) =>
    explainCheck(namedRule("explain", word), paintFor(process.stdout), columnsOf(process.stdout)),
  );
}

async function exitPages(words: readonly string[]): Promise<string[]> {
  const { explainExit } = await import("../../../reporters/text/explain-exit.ts");
  const bad = words.length === 0 ? "" : words.find((word) => !isCode(word));
  if (bad !== undefined)
    throw usage(`explain exit: \`${bad}\` is no exit code`, {
      hint: "Give a number from 0 to 255, as in `ar-sim explain exit 3`.",
    });
  return words.map((word) =>
    explainExit(Number(word), paintFor(process.stdout), columnsOf(process.stdout)),
  );
}

function isCode(word: string): boolean {
  return /^\d{1,3}$/.test(word) && Number(word) <= MOST_CODE;
}

/** A pipe has no width. */
function columnsOf({ columns }: { readonly columns?: number | undefined }): number {
  return columns === undefined || columns <= 0 ? 80 : columns;
}
