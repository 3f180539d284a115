/** `ar-sim notable new`: a mock notable event to edit, for `run --notable FILE`. */
import { HarnessError } from "../../errors.ts";
import { buildNotable } from "../../invocation/notable/notable.ts";
import { EXIT } from "../exit-code.ts";
import { readOptions } from "../options/read-options.ts";
import { NOTABLE_OPTIONS, readNotableSpec } from "../options/row-options.ts";

export async function notable(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("notable", argv, NOTABLE_OPTIONS);
  if (positionals.length !== 1 || positionals[0] !== "new") {
    throw new HarnessError("CLI_USAGE", "ar-sim notable wants `new`", {
      hint: "Write `ar-sim notable new > notable.json`.",
    });
  }
  const row = buildNotable(readNotableSpec(values), Date.now() / 1000);
  process.stdout.write(`${JSON.stringify(row, null, 2)}\n`);
  return EXIT.good;
}
