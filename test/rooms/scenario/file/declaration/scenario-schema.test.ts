import { expect, it } from "vitest";
import {
  FILE_KEYS,
  SCENARIO_SCHEMA,
} from "../../../../../src/scenario/file/declaration/scenario-schema.ts";
import { readPage, sectionOf } from "../../../../support/docs/doc-pages.ts";
import { schemaTable } from "../../../../support/docs/schema-table.ts";

const PUBLISHED = "../../../../../src/scenario/file/scenario.schema.json";

it("is the schema that is published; `vitest -u` writes it", async () => {
  await expect(`${JSON.stringify(SCENARIO_SCHEMA, null, 2)}\n`).toMatchFileSnapshot(PUBLISHED);
});

const keysOf = (name: string) => SCENARIO_SCHEMA.$defs[name]?.properties ?? {};

it.each([
  ["### Keys of a file", FILE_KEYS],
  ["### Keys of a case", keysOf("case")],
  ["### `given`", keysOf("given")],
  ["### `expect`", keysOf("expect")],
])("is what docs/scenarios.md lists below %s", (heading, keys) => {
  expect(sectionOf(readPage("scenarios"), heading)).toContain(
    `\n${schemaTable(keys, SCENARIO_SCHEMA)}\n\n`,
  );
});

it("says of every key what it means", () => {
  for (const name of ["case", "given", "expect"])
    expect(schemaTable(keysOf(name), SCENARIO_SCHEMA)).not.toContain("|  |");
});
