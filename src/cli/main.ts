#!/usr/bin/env node
/** The front door: one word chooses the command, and only that command's code is loaded. */
import { HarnessError } from "../errors.ts";
import { EXIT, exitCodeOfError } from "./exit-code.ts";

// No await at the top: it would keep this from being bundled as CommonJS, which starts faster.
void main(process.argv.slice(2)).then((code) => (process.exitCode = code));

async function main(argv: readonly string[]): Promise<number> {
  const [word, ...rest] = argv;
  process.stdout.on("error", tellUnwritten);
  process.stderr.on("error", tellUnwritten);
  process.on("uncaughtException", async (error) => process.exit(await report(error)));
  try {
    const { findCommand } = await import("./commands.ts");
    return await findCommand(word)(rest);
  } catch (error) {
    return await report(error);
  }
}

async function report(error: unknown): Promise<number> {
  const { renderError } = await import("./report/render-error.ts");
  const { paintFor } = await import("./report/paint-for.ts");
  if (error instanceof HarnessError) {
    process.stderr.write(renderError(error, paintFor(process.stderr)));
    return exitCodeOfError(error.code);
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: ar-sim itself failed: ${message}\n`);
  process.stderr.write(
    "  hint: Please report this, with the command you gave; set AR_SIM_DEBUG=1 for the stack.\n",
  );
  if (process.env["AR_SIM_DEBUG"] !== undefined && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
  return EXIT.harness;
}

/** A reader that goes away (`| head`) is no error of ours; a full disk is one to tell. */
function tellUnwritten(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.stderr.write(`error: the output could not be written: ${error.message}\n`);
  process.exit(EXIT.harness);
}
