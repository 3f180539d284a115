/** A reporter of `ar-sim test` by its name, or the user's own by the path of its module. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HarnessError } from "../../errors.ts";
import type { TestReporter } from "../../reporters/test/test-reporter.ts";
import { testReporters } from "../../reporters/test/test-reporters.ts";

export async function loadReporter(name: string): Promise<TestReporter> {
  const known = Object.hasOwn(testReporters, name) ? testReporters[name] : undefined;
  if (known !== undefined) return known();
  const names = Object.keys(testReporters).join(", ");
  if (!/[/\\]|\.[cm]?js$/.test(name)) {
    throw new HarnessError("SCENARIO_BAD_REPORTER", `there is no reporter \`${name}\``, {
      hint: `Known: ${names}; a path loads your own.`,
    });
  }
  const path = resolve(name);
  const hint = "Export a function `reporter` that takes the report and gives a text.";
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_BAD_REPORTER",
      `cannot load the reporter: ${cause instanceof Error ? cause.message : String(cause)}`,
      { hint, where: { file: path }, cause },
    );
  }
  const found = module["reporter"] ?? module["default"];
  if (typeof found === "function") return { report: found as TestReporter["report"] };
  if (typeof found === "object" && found !== null && "report" in found)
    return found as TestReporter;
  throw new HarnessError("SCENARIO_BAD_REPORTER", "the module exports no reporter", {
    hint,
    where: { file: path },
  });
}
