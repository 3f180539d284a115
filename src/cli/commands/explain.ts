/** `ar-sim explain [ID]`: a rule with its reasons and examples, or the list of all rules. */
import { rules } from "../../checks/index.ts";
import { explainCheck } from "../../reporters/check/explain-check.ts";
import { EXIT } from "../exit-code.ts";
import { paintFor } from "../report/paint-for.ts";
import { readOptions } from "../options/read-options.ts";
import { findCheck } from "./check.ts";

export async function explain(argv: readonly string[]): Promise<number> {
  const { positionals } = readOptions("explain", argv, {});
  const lines = rules.map(
    ({ id, severity, title }) => `${id}  ${severity.padEnd(7)}  ${title.replaceAll("`", "")}\n`,
  );
  const pages = positionals.map((word) =>
    explainCheck(findCheck("explain", word), paintFor(process.stdout)),
  );
  process.stdout.write(pages.length === 0 ? lines.join("") : pages.join("\n"));
  return EXIT.good;
}
