#!/usr/bin/env node
/** The front door: one word chooses the command, and only that command's code is loaded. */
import { fileURLToPath } from "node:url";
import { keepCompiledCode } from "../host/compiled-code.ts";
import { EXIT } from "./exit-code.ts";

keepCompiledCode(fileURLToPath(import.meta.url));

// No await at the top: it would keep this from being bundled as CommonJS, which starts faster.
void main(process.argv.slice(2)).then((code) => (process.exitCode = code));

async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on("error", onUnwritten);
  process.stderr.on("error", onUnwritten);
  process.on("uncaughtException", async (error) => process.exit(await report(error, argv)));
  try {
    const { runCommand } = await import("./commands.ts");
    return await runCommand(argv);
  } catch (error) {
    return await report(error, argv);
  }
}

async function report(error: unknown, argv: readonly string[]): Promise<number> {
  const { printError, printJsonError } = await import("./report/print-error.ts");
  return isJsonAsked(argv) ? printJsonError(error) : printError(error);
}

/** Works for a command line that is wrong otherwise, too. A separate word `--json` is never the value of another option. */
function isJsonAsked(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some(
    (word, at) =>
      word === "--json" ||
      word === "--format=json" ||
      (word === "--format" && words[at + 1] === "json"),
  );
}

/** A reader that closes the pipe (`| head`) is no error. A full disk is one. */
function onUnwritten(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.stderr.write(`error: cannot write the output: ${error.message}\n`);
  process.exit(EXIT.harness);
}
