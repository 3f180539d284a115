import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { optionsOf } from "../../src/cli/command-line/command-page.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { HarnessError, toProblem } from "../../src/errors.ts";
import * as library from "../../src/index.ts";
import { EXIT } from "../../src/cli/exit-code.ts";
import { ASSUMED } from "../../src/invocation/assumptions.ts";
import { testReporters } from "../../src/reporters/test/test-reporters.ts";
import { readPage, ROOT, sectionOf } from "../support/docs/doc-pages.ts";

const scenarios = readPage("scenarios");

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly $defs: Readonly<
    Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>
  >;
}

const schema = JSON.parse(
  readFileSync(`${ROOT}/src/scenario/file/scenario.schema.json`, "utf8"),
) as Schema;

/** What stands in backticks in the first column, below the heads of the tables. */
function firstColumn(section: string): string[] {
  const lines = section.split("\n");
  const rows = lines.filter(
    (line, index) => line.startsWith("| `") && !(lines[index + 1] ?? "").startsWith("| ---"),
  );
  return rows.flatMap((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

it.each(["given", "expect"])("lists the keys of %s in docs/scenarios.md", (name) => {
  const listed = firstColumn(sectionOf(scenarios, `### \`${name}\``)).filter(
    (one) => !one.includes(":"),
  );
  expect(listed.toSorted()).toEqual(Object.keys(schema.$defs[name]?.properties ?? {}).toSorted());
});

it("lists the keys of a scenario file and of a case in docs/scenarios.md", () => {
  const ofFile = firstColumn(sectionOf(scenarios, "### Keys of a file"));
  const ofCase = firstColumn(sectionOf(scenarios, "### Keys of a case"));
  const keys = Object.keys(schema.properties).filter((key) => key !== "$schema");
  expect(ofCase.toSorted()).toEqual(Object.keys(schema.$defs["case"]?.properties ?? {}).toSorted());
  expect([...new Set([...ofFile, ...ofCase])].toSorted()).toEqual(keys.toSorted());
});

it("lists the reporters in docs/scenarios.md", () => {
  const listed = firstColumn(sectionOf(scenarios, "## Reporters"));
  expect(listed.toSorted()).toEqual(Object.keys(testReporters).toSorted());
});

it("names the commands that print errors as JSON in docs/errors.md", async () => {
  const [ofJson = "", ofFormat = ""] = sectionOf(readPage("errors"), "## Errors as JSON").split(
    "with `--json`",
  );
  const named = (text: string): string[] =>
    [...text.split("\n```", 1)[0]!.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => name);
  const having = async (option: string): Promise<string[]> => {
    const pages = Object.entries(COMMANDS).map(async ([name, { page }]) => ({
      name,
      options: optionsOf(await page()),
    }));
    return (await Promise.all(pages)).flatMap(({ name, options }) =>
      option in options ? [name] : [],
    );
  };
  expect(named(ofJson).toSorted()).toEqual((await having("json")).toSorted());
  expect(named(ofFormat)).toEqual(await having("format"));
});

it("lists the fields of an error in docs/errors.md", () => {
  const section = sectionOf(readPage("errors"), "## Errors as JSON");
  const where = { file: "x", line: 1, column: 1, stanza: "s", key: "k" };
  const problem = toProblem(new HarnessError("CLI_USAGE", "m", { hint: "h", where }));
  expect(firstColumn(section)).toEqual(Object.keys(problem));
  const places = section.split("\n").find((line) => line.startsWith("| `where`")) ?? "";
  expect([...places.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual([
    "where",
    ...Object.keys(where),
  ]);
});

it("lists the assumptions and their defaults in docs/assumptions.md", () => {
  const listed = [...readPage("assumptions").matchAll(/^\| `--assume ([a-z-]+)=/gm)];
  const names = Object.keys(ASSUMED).map((key) =>
    key.replace(/[A-Z]/g, (one) => `-${one}`.toLowerCase()),
  );
  expect(listed.map(([, name]) => name).toSorted()).toEqual(names.toSorted());
});

it("lists the variables of the conformance suites in docs/CONTRIBUTING.md", () => {
  const folder = `${ROOT}/test/conformance`;
  const texts = readdirSync(folder, { encoding: "utf8", recursive: true })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
  const read = new Set(texts.join("\n").match(/(?<=["`])AR_SIM_[A-Z_]+(?=["`])/g));
  const listed = firstColumn(sectionOf(readPage("CONTRIBUTING"), "## Test"));
  expect(listed.filter((name) => name.startsWith("AR_SIM_")).toSorted()).toEqual(
    [...read].toSorted(),
  );
});

it("lists the exit codes in docs/ci.md", () => {
  const listed = [...sectionOf(readPage("ci"), "## Exit codes").matchAll(/^\| (\d+) \|/gm)];
  expect(listed.map(([, code]) => Number(code))).toEqual(Object.values(EXIT));
});

it("lists what the library exports in docs/javascript.md", () => {
  const page = readPage("javascript");
  const spans = new Set([...page.matchAll(/`(\w+)(?:\([^`]*\))?`/g)].map(([, name = ""]) => name));
  expect(Object.keys(library).filter((name) => !spans.has(name))).toEqual([]);
  const listed = firstColumn(sectionOf(page, "## Functions"));
  const names = listed.map((one) => one.replace(/\(.*/, ""));
  expect(names.filter((name) => !Object.hasOwn(library, name))).toEqual([]);
});

it("lists the keys of the JSON document in docs/run.md", () => {
  const transcript = JSON.parse(
    readFileSync(`${ROOT}/src/reporters/transcript/transcript.schema.json`, "utf8"),
  ) as Schema;
  const listed = firstColumn(sectionOf(readPage("run"), "## JSON document"));
  expect(listed.toSorted()).toEqual(Object.keys(transcript.properties).toSorted());
});
