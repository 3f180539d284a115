import { expect, it } from "vitest";
import { CONFIG_SCHEMA } from "../../../../src/addon/config/config-schema.ts";

const PUBLISHED = "../../../../src/addon/config/config.schema.json";

it("is the schema that is published; `vitest -u` writes it", async () => {
  await expect(`${JSON.stringify(CONFIG_SCHEMA, null, 2)}\n`).toMatchFileSnapshot(PUBLISHED);
});
