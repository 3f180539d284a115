import { expect, it } from "vitest";
import { SCENARIO_SCHEMA } from "../../../../src/scenario/file/declaration/scenario-schema.ts";

const PUBLISHED = "../../../../src/scenario/file/scenario.schema.json";

it("is the schema that is published; `vitest -u` writes it", async () => {
  await expect(`${JSON.stringify(SCENARIO_SCHEMA, null, 2)}\n`).toMatchFileSnapshot(PUBLISHED);
});
