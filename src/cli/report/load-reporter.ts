/** A reporter of `ar-sim test` by its name, or the user's own by the path of its module. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HarnessError } from "../../errors.ts";
import type { TestReporter } from "../../reporters/test/test-reporter.ts";
import { testReporters } from "../../reporters/test/test-reporters.ts";
import { nearest } from "../../text/nearest.ts";

export async function loadReporter(name: string): Promise<TestReporter> {
  const known = Object.hasOwn(testReporters, name) ? testReporters[name] : undefined;
  if (known !== undefined) return known.load();
  if (!/[/\\]|\.[cm]?js$/.test(name)) throw unknown(name);
  const path = resolve(name);
  const module = await importModule(path);
  const reporter = module["reporter"] ?? module["default"];
  if (typeof reporter === "function") return { report: reporter as TestReporter["report"] };
  if (typeof reporter === "object" && reporter !== null && "report" in reporter)
    return reporter as TestReporter;
  throw bad("the module exports no reporter", path);
}

function unknown(name: string): HarnessError {
  const names = Object.keys(testReporters);
  const guess = nearest(name, names);
  return new HarnessError("SCENARIO_BAD_REPORTER", `there is no reporter \`${name}\``, {
    hint: `${guess === undefined ? "" : `Did you mean ${guess}? `}The reporters are ${names.join(", ")}. For your own, give the path of a module.`,
  });
}

async function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw bad(`cannot load the reporter: ${message}`, path, cause);
  }
}

function bad(message: string, file: string, cause?: unknown): HarnessError {
  return new HarnessError("SCENARIO_BAD_REPORTER", message, {
    hint: "Export a function `reporter` that takes the report and returns text.",
    where: { file },
    cause,
  });
}
