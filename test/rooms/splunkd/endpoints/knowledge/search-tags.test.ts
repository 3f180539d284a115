import { expect, it } from "vitest";
import { loadAddon, startSplunkd } from "../../../../../src/index.ts";
import { askJson } from "../../../../support/splunkd/ask-json.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const ADDON = {
  "default/app.conf": "[package]\nid = TA_tags\n",
  "default/tags.conf":
    "[host=web01]\nfront = enabled\nold = disabled\n\n[user=a%20b]\nfront = enabled\n",
  "default/fields.conf": "[ticket]\nINDEXED = true\n",
  "metadata/default.meta": "[]\nexport = system\n",
};
const NS = "/servicesNS/nobody/TA_tags/search";

it("tells which values bear a tag, and which fields there are", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(ADDON)) });
  const { entry } = await askJson(splunkd, "GET", `${NS}/tags/front`);
  expect(entry[0]?.content["values"]).toEqual(["host::web01", "user::a b"]);
  expect((await askJson(splunkd, "GET", `${NS}/tags`)).names).not.toContain("old");
  const fields = await askJson(splunkd, "GET", `${NS}/fields`);
  expect(fields.names).toEqual(expect.arrayContaining(["host", "sourcetype", "ticket"]));
  expect(await askJson(splunkd, "GET", `${NS}/fields/ticket`)).toMatchObject({
    entry: [{ content: { INDEXED: "true" } }],
  });
});

it("adds and takes away tags, as lines of tags.conf", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(ADDON)) });
  const post = (path: string, body: Readonly<Record<string, string>>) =>
    askJson(splunkd, "POST", `${NS}/${path}`, body);
  expect(await post("fields/host/tags", { value: "db 1", add: "back" })).toMatchObject({
    status: 200,
    names: ["back", "front"],
  });
  expect(
    (await askJson(splunkd, "GET", "/servicesNS/nobody/TA_tags/configs/conf-tags")).names,
  ).toContain("host=db%201");
  await post("tags/front", { delete: "host::web01", add: "host::web02" });
  const front = await askJson(splunkd, "GET", `${NS}/tags/front`);
  expect(front.entry[0]?.content["values"]).toEqual(["host::web02", "user::a b"]);
  expect(await post("tags/front", { add: "nothing" })).toMatchObject({ status: 400 });
  expect(await askJson(splunkd, "DELETE", `${NS}/tags/front`)).toMatchObject({ status: 200 });
  expect((await askJson(splunkd, "GET", `${NS}/tags`)).names).not.toContain("front");
});
