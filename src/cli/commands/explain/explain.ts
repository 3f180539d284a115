/** `ar-sim explain [RULE|CODE…]`: rules and error codes, or the list of all rules; `explain exit N`: an exit code. */
import { rules } from "../../../checks/index.ts";
import { explainCheck } from "../../../reporters/check/explain-check.ts";
import { explainError } from "../../../reporters/text/explain-error.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { EXIT, EXIT_MEANINGS, exitCodeOfError } from "../../exit-code.ts";
import { paintFor } from "../../report/paint-for.ts";
import { explained } from "./explained.ts";

const MOST_CODE = 255;

export async function explain({ positionals }: CommandLine): Promise<number> {
  const [first, ...codes] = positionals;
  const pages = first === "exit" ? await exitPages(codes) : positionals.map(pageOf);
  const lines = rules.map(
    ({ id, severity, title }) => `${id}  ${severity.padEnd(7)}  ${title.replaceAll("`", "")}\n`,
  );
  process.stdout.write(pages.length === 0 ? lines.join("") : pages.join("\n"));
  return EXIT.good;
}

function pageOf(word: string): string {
  const known = explained(word);
  const [paint, columns] = [paintFor(process.stdout), columnsOf(process.stdout)];
  return known.kind === "rule"
    ? explainCheck(known.rule, paint, columns)
    : explainError(known.code, exitCodeOfError(known.code), paint, columns);
}

async function exitPages(words: readonly string[]): Promise<string[]> {
  const { explainExit } = await import("../../../reporters/text/explain-exit.ts");
  const bad = words.length === 0 ? "" : words.find((word) => !isCode(word));
  if (bad !== undefined)
    throw usage(`explain exit: \`${bad}\` is no exit code`, {
      hint: "Give a number from 0 to 255, as in `ar-sim explain exit 3`.",
    });
  return words.map((word) =>
    explainExit(
      Number(word),
      paintFor(process.stdout),
      columnsOf(process.stdout),
      EXIT_MEANINGS.find(([code]) => Number(code) === Number(word))?.[1],
    ),
  );
}

function isCode(word: string): boolean {
  return /^\d{1,3}$/.test(word) && Number(word) <= MOST_CODE;
}

/** A pipe has no width. */
function columnsOf({ columns }: { readonly columns?: number | undefined }): number {
  return columns === undefined || columns <= 0 ? 80 : columns;
}
