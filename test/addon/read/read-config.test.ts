import { join } from "node:path";
import { expect, it } from "vitest";
import { findConfig, readDocument } from "../../../src/addon/read/read-config.ts";
import { tempFolder } from "../../support/temp-folder.ts";

it("finds the file beside an add-on, as JSON or as YAML", async () => {
  const json = tempFolder({ "ar-sim.config.json": '{"splunkd": {"users": {}}}' });
  expect(await findConfig(json)).toEqual({
    file: join(json, "ar-sim.config.json"),
    value: { splunkd: { users: {} } },
  });
  const yaml = tempFolder({ "ar-sim.config.yaml": "splunkd:\n  users: {}\n" });
  expect((await findConfig(yaml))?.value).toEqual({ splunkd: { users: {} } });
  expect(await findConfig(tempFolder())).toBeUndefined();
});

it.each([
  ["a key that nobody knows", "spunkd: {}\n", /spunkd is not known/, undefined],
  ["what is no YAML", "a: 1\nb: [\n", /./, 3],
  ["a list", "- a\n", /holds no object/, 1],
])("refuses %s with CONFIG_BAD, and says where", async (_title, text, message, line) => {
  const folder = tempFolder({ "ar-sim.config.yml": text });
  await expect(findConfig(folder)).rejects.toMatchObject({
    code: "CONFIG_BAD",
    message: expect.stringMatching(message),
    where: { file: join(folder, "ar-sim.config.yml"), ...(line === undefined ? {} : { line }) },
  });
});

it("refuses a file that cannot be read", async () => {
  await expect(readDocument(join(tempFolder(), "none.json"))).rejects.toMatchObject({
    code: "CONFIG_BAD",
  });
});
