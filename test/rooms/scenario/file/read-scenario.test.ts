import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { readScenario } from "../../../../src/scenario/file/read-scenario.ts";
import { SCENARIO_SCHEMA } from "../../../../src/scenario/file/declaration/scenario-schema.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const CONF = { "default/alert_actions.conf": "[ping]\n" };

/** What a scenario file beside a tiny add-on reads as. */
function read(text: string, options: { maxCells?: number } = {}) {
  const folder = tempFolder(CONF);
  const file = "tests/x.ar.yaml";
  return readScenario({ path: join(folder, file), file, text, ...options });
}

const told = (text: string) =>
  read(text).errors.map(({ code, message, where }) => ({
    code,
    message,
    at: `${where?.line}:${where?.column}`,
  }));

it("reads one case without a word on names", () => {
  const { cases, errors } = read("given: { action: ping }\n");
  expect(errors).toEqual([]);
  expect(cases).toMatchObject([
    { id: "tests/x.ar.yaml::ping", name: "ping", cell: null, timeLimitMs: 60_000 },
  ]);
});

it("shares what is given above among the cases, params by their names", () => {
  const { cases } = read(`
given: { action: ping, owner: ann, params: { a: 1, b: 2 } }
cases:
  - { name: one, given: { params: { b: 007 } } }
  - { name: two, given: { owner: bob } }
`);
  expect(cases.map((one) => one.given)).toMatchObject([
    { action: "ping", owner: "ann", params: { a: "1", b: "007" } },
    { action: "ping", owner: "bob", params: { a: "1", b: "2" } },
  ]);
  expect(cases.map((one) => one.line)).toEqual([4, 5]);
});

it("makes a cell of each combination of a matrix, and names it", () => {
  const { cases } = read(`
given: { params: { size: small } }
matrix:
  mode: [adhoc, saved]
  params.count: [1, 02]
  params: { "a.b": [x] }
`);
  expect(cases.map((one) => one.cell)).toEqual([
    "mode=adhoc, params.count=1, params.a.b=x",
    "mode=adhoc, params.count=02, params.a.b=x",
    "mode=saved, params.count=1, params.a.b=x",
    "mode=saved, params.count=02, params.a.b=x",
  ]);
  expect(cases[3]?.given).toMatchObject({
    mode: "saved",
    params: { size: "small", count: "02", "a.b": "x" },
  });
});

it("tells an unknown key with its place and the one that was meant: SCENARIO_UNKNOWN_KEY", () => {
  const { errors } = read("given:\n  acton: ping\n");
  expect(errors).toMatchObject([
    {
      code: "SCENARIO_UNKNOWN_KEY",
      message: "`given` has no key `acton`",
      where: { file: "tests/x.ar.yaml", line: 2, column: 3 },
    },
  ]);
  expect(errors[0]?.hint).toContain("Did you mean `action`?");
});

it("tells values of a wrong kind, all of them: SCENARIO_BAD_VALUE", () => {
  expect(
    told(`
given: { mode: weekly, now: [1], rows: { generate: { count: -1 } } }
expect: { exit: two, events: { count: many }, snapshot: [everything] }
timeLimit: soon
`),
  ).toEqual([
    {
      code: "SCENARIO_BAD_VALUE",
      message: "`given.mode` must be one of adhoc, saved, per-result, es-adhoc, not `weekly`",
      at: "2:16",
    },
    {
      code: "SCENARIO_BAD_VALUE",
      message: "`given.now` must be a text or a number, not a list",
      at: "2:29",
    },
    {
      code: "SCENARIO_BAD_VALUE",
      message: "`given.rows.generate.count` must be a whole number of at least 0, not `-1`",
      at: "2:61",
    },
    {
      code: "SCENARIO_BAD_VALUE",
      message: "`expect.exit` must be a whole number, or a list, not `two`",
      at: "3:17",
    },
    {
      code: "SCENARIO_BAD_VALUE",
      message:
        "`expect.events.count` must be a whole number of at least 0, or a mapping with min, max, not `many`",
      at: "3:39",
    },
    {
      code: "SCENARIO_BAD_VALUE",
      message:
        "`expect.snapshot[0]` must be one of payload, events, messages, rest, stdout, stderr, logs, not `everything`",
      at: "3:58",
    },
    {
      code: "SCENARIO_BAD_VALUE",
      message: "`timeLimit` must be a time such as 500ms or 10s, not `soon`",
      at: "4:12",
    },
  ]);
});

it.each([
  ["a clock that is none", "given: { now: yesterday }", "given.now"],
  ["a line without sendalert", "given: { line: '| makeresults' }", "given.line"],
  ["a file outside of the add-on", "given: { files: { ../../x: y } }", "given.files"],
])("tells %s before anything runs", (_, text) => {
  expect(told(text)).toMatchObject([{ code: "SCENARIO_BAD_VALUE" }]);
});

it("tells a regular expression that does not compile: SCENARIO_BAD_REGEX", () => {
  expect(told("expect:\n  stderr: { matches: 'a(b' }\n")).toMatchObject([
    { code: "SCENARIO_BAD_REGEX", at: "2:22" },
  ]);
});

it("tells what is no YAML: SCENARIO_SYNTAX", () => {
  expect(told("given: {\n")).toMatchObject([{ code: "SCENARIO_SYNTAX" }]);
  expect(told("given: {}\ngiven: {}\n")).toMatchObject([{ code: "SCENARIO_SYNTAX", at: "2:1" }]);
});

it("tells files and folders that are not there: SCENARIO_MISSING_FILE", () => {
  expect(told("addon: ../nowhere\ngiven: { rows: { file: none.csv } }\n")).toMatchObject([
    { code: "SCENARIO_MISSING_FILE", at: "1:1" },
    { code: "SCENARIO_MISSING_FILE", at: "2:18" },
  ]);
});

it("tells two cases of one name: SCENARIO_DUPLICATE", () => {
  expect(told("cases:\n  - { name: a }\n  - { name: a }\n")).toMatchObject([
    { code: "SCENARIO_DUPLICATE", message: "two cases have the name `a`: here and on line 2" },
  ]);
});

it("warns of large matrices, and refuses larger ones: SCENARIO_MATRIX_LARGE, SCENARIO_MATRIX_LIMIT", () => {
  const axis = (name: string, count: number): string =>
    `  params.${name}: [${Array.from({ length: count }, (_, n) => n).join(", ")}]\n`;
  const many = read(`matrix:\n${axis("a", 30)}${axis("b", 20)}`);
  expect(many.cases).toHaveLength(600);
  expect(many.warnings).toMatchObject([{ code: "SCENARIO_MATRIX_LARGE", where: { line: 1 } }]);
  const text = `matrix:\n${axis("a", 100)}${axis("b", 100)}`;
  expect(told(text)).toMatchObject([
    { code: "SCENARIO_MATRIX_LIMIT", message: expect.stringContaining("10000 cells") },
  ]);
  expect(read(text, { maxCells: 10_000 }).cases).toHaveLength(10_000);
});

it("knows the add-on above the file, and files relative to it", () => {
  const folder = tempFolder({ ...CONF, "tests/rows.csv": "a\n1\n" });
  const { cases } = readScenario({
    path: join(folder, "tests/x.ar.yaml"),
    file: "tests/x.ar.yaml",
    text: "given: { rows: { file: rows.csv } }",
  });
  expect(cases[0]?.addon.root).toBe(folder);
  expect(cases[0]?.given.rows).toEqual({ file: join(folder, "tests/rows.csv") });
});

it("says of each expectation where it stands", () => {
  const { cases } = read(`
expect: { exit: 0 }
cases:
  - name: one
    expect:
      events:
        any:
          - fields:
              status: up
`);
  const one = cases[0];
  expect(one?.where("expect.events.any[0].fields.status")).toMatchObject({ line: 9 });
  expect(one?.where("expect.events.any[0].raw.contains").line).toBe(8);
  expect(one?.where("expect.exit").line).toBe(2);
  expect(one?.where("expect.verdict").line).toBe(5);
});

it.each([
  "cases: []",
  "cases: [{ given: {} }]",
  "name: ''",
  "expect: { rest: GET /x, messages: 3 }",
  "given: { rows: { file: 1 } }",
  "given: { params: { a: [1] } }",
  "expect: { events: -1 }",
  "matrix: { mode: [] }",
  "expect: { rest: { made: x y } }",
])("agrees with the published schema that this is wrong: %s", (text) => {
  const validate = new Ajv2020({ strict: false, formats: { pcre: true } }).compile(SCENARIO_SCHEMA);
  expect(validate(parse(text))).toBe(false);
  expect(read(text).errors).not.toEqual([]);
});

const ADDONS = fileURLToPath(new URL("../../../../harness-fixtures/addons", import.meta.url));
const scenarios = readdirSync(ADDONS, { recursive: true, encoding: "utf8" }).filter((file) =>
  /^[^/]+\/(?:tests\/)?(?:ar-sim\.test|[^/]+\.ar)\.yaml$/.test(file),
);

it.each(scenarios)("agrees with the published schema that %s is right", (file) => {
  const validate = new Ajv2020({ strict: false, formats: { pcre: true } }).compile(SCENARIO_SCHEMA);
  const text = readFileSync(join(ADDONS, file), "utf8");
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  expect(readScenario({ path: join(ADDONS, file), file, text }).errors).toEqual([]);
});
