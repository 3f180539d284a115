/** `ar-sim python setup` and `ar-sim python list`. */
import { printable } from "../../../text/printable.ts";
import { findPython } from "../../../sandbox/interpreters/find-python.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { verbOf } from "../../command-line/verb-of.ts";
import { EXIT } from "../../exit-code.ts";
import { SETUP_OPTIONS } from "./python-page.ts";

export async function python(line: CommandLine): Promise<number> {
  if (verbOf("python", ["setup", "list"], line) === "list") {
    const { listPythons } = await import("../../../sandbox/interpreters/list-pythons.ts");
    for (const { version, path } of listPythons())
      process.stdout.write(`${version}\t${printable(path)}\n`);
    return EXIT.good;
  }
  const { setupPython } = await import("../../../sandbox/interpreters/setup-python.ts");
  const interpreter = await findPython({ asked: line.of(SETUP_OPTIONS).python });
  process.stderr.write(`installing modules for Python ${interpreter.version} …\n`);
  const made = await setupPython(interpreter);
  process.stdout.write(`ready: ${made}\n`);
  return EXIT.good;
}
