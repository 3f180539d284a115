/** A reporter of `ar-sim test` by its name, or a reporter of the user by the path of its module. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import type { TestReporter } from "../../reporters/test/test-reporter.ts";
import { testReporters } from "../../reporters/test/test-reporters.ts";
import { nearest } from "../../text/nearest.ts";

export async function loadReporter(name: string): Promise<TestReporter> {
  const known = Object.hasOwn(testReporters, name) ? testReporters[name] : undefined;
  if (known !== undefined) return known.load();
  if (!/[/\\]|\.[cm]?js$/.test(name)) throw unknown(name);
  const path = resolve(name);
  if (!existsSync(path)) throw bad(`there is no file ${name}`, path);
  const module = await importModule(path);
  const reporter = module["reporter"] ?? module["default"];
  if (isReport(reporter)) return { report: reporter };
  if (isReporter(reporter)) return reporter;
  throw bad("the module exports no reporter", path);
}

/** Its arguments and its result cannot be checked here. A wrong reporter fails when it is called, and is reported then. */
function isReport(value: unknown): value is TestReporter["report"] {
  return typeof value === "function";
}

function isReporter(value: unknown): value is TestReporter {
  return typeof value === "object" && value !== null && "report" in value && isReport(value.report);
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
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw bad(`cannot load the reporter: ${messageOf(cause)}`, path, cause);
  }
}

function bad(message: string, file: string, cause?: unknown): HarnessError {
  return new HarnessError("SCENARIO_BAD_REPORTER", message, {
    hint: "Export a function `reporter` that takes the report and returns text.",
    where: { file },
    cause,
  });
}
