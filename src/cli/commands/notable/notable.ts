/** `ar-sim notable new`: a notable event to edit, for `run --notable FILE`. */
import { jsonText } from "../../../text/json-text.ts";
import { buildNotable } from "../../../invocation/notable/notable.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { verbOf } from "../../command-line/verb-of.ts";
import { EXIT } from "../../exit-code.ts";
import { NOTABLE_OPTIONS, notableSpec } from "../../options/row-options.ts";

export async function notable(line: CommandLine): Promise<number> {
  verbOf("notable", ["new"], line);
  const row = buildNotable(notableSpec(line.of(NOTABLE_OPTIONS)), Date.now() / 1000);
  process.stdout.write(`${jsonText(row, 2)}\n`);
  return EXIT.good;
}
