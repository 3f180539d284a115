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
  const { python: asked, with: tools } = line.of(SETUP_OPTIONS);
  const interpreter = findPython({ asked });
  if (tools.length > 0) {
    const { setupTools } = await import("../../../sandbox/interpreters/setup-tools.ts");
    process.stderr.write(`installing ${tools.join(", ")} for Python ${interpreter.version} …\n`);
    process.stdout.write(`ready: ${printable(await setupTools(interpreter, tools))}\n`);
    return EXIT.good;
  }
  process.stderr.write(`installing modules for Python ${interpreter.version} …\n`);
  const made = await setupPython(interpreter);
  process.stdout.write(`ready: ${made}\n`);
  return EXIT.good;
}
