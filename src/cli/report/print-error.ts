/** An error on stderr, or as JSON on stdout where a program asked for JSON. Gives the exit code. */
import { HarnessError, toProblem } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { jsonText } from "../../text/json-text.ts";
import { printableBlock } from "../../text/printable.ts";
import { EXIT, exitCodeOfError } from "../exit-code.ts";
import { paintFor } from "./paint-for.ts";
import { renderError } from "./render-error.ts";

const REPORT_IT = "Please report this, with your command. AR_SIM_DEBUG=1 prints where it happened.";

export function printError(error: unknown): number {
  if (error instanceof HarnessError) {
    process.stderr.write(renderError(error, paintFor(process.stderr)));
    return exitCodeOfError(error.code);
  }
  process.stderr.write(
    `error: ar-sim itself failed: ${printableBlock(messageOf(error), "  ")}\n  hint: ${REPORT_IT}\n`,
  );
  if (process.env["AR_SIM_DEBUG"] !== undefined && error instanceof Error) {
    process.stderr.write(`${printableBlock(error.stack ?? "")}\n`);
  }
  return EXIT.harness;
}

/** Its code is null where ar-sim itself failed. */
export function printJsonError(error: unknown): number {
  const problem =
    error instanceof HarnessError
      ? toProblem(error)
      : { code: null, message: `ar-sim itself failed: ${messageOf(error)}`, hint: REPORT_IT };
  process.stdout.write(`${jsonText({ error: problem })}\n`);
  return error instanceof HarnessError ? exitCodeOfError(error.code) : EXIT.harness;
}
