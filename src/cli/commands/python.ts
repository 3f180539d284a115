/** `ar-sim python setup` and `ar-sim python list`. */
import { HarnessError } from "../../errors.ts";
import { findPython } from "../../sandbox/interpreters/find-python.ts";
import { EXIT } from "../exit-code.ts";
import { readOptions } from "../options/read-options.ts";

export async function python(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("python", argv, {
    python: { type: "string" },
  } as const);
  const [verb] = positionals;
  if (verb === "setup") {
    const { setupPython } = await import("../../sandbox/interpreters/setup-python.ts");
    const interpreter = await findPython({ asked: values.python });
    process.stderr.write(`making an environment for Python ${interpreter.version} …\n`);
    const made = await setupPython(interpreter);
    process.stdout.write(`ready: ${made}\n`);
    return EXIT.good;
  }
  if (verb === "list") {
    const { listPythons } = await import("../../sandbox/interpreters/list-pythons.ts");
    for (const found of listPythons()) process.stdout.write(`${found.version}\t${found.path}\n`);
    return EXIT.good;
  }
  throw new HarnessError("CLI_USAGE", "ar-sim python wants `setup` or `list`", {
    hint: "Write `ar-sim python setup`.",
  });
}
