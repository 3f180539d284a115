/** `ar-sim explain [RULE…]`: a rule with its reasons and examples, or the list of all rules. */
import { rules } from "../../../checks/index.ts";
import { explainCheck } from "../../../reporters/check/explain-check.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { EXIT } from "../../exit-code.ts";
import { namedRule } from "../../options/named-rule.ts";
import { paintFor } from "../../report/paint-for.ts";

export async function explain({ positionals }: CommandLine): Promise<number> {
  const lines = rules.map(
    ({ id, severity, title }) => `${id}  ${severity.padEnd(7)}  ${title.replaceAll("`", "")}\n`,
  );
  const pages = positionals.map((word) =>
    explainCheck(namedRule("explain", word), paintFor(process.stdout), columnsOf(process.stdout)),
  );
  process.stdout.write(pages.length === 0 ? lines.join("") : pages.join("\n"));
  return EXIT.good;
}

/** A pipe has no width. */
function columnsOf({ columns }: { readonly columns?: number | undefined }): number {
  return columns === undefined || columns <= 0 ? 80 : columns;
}
