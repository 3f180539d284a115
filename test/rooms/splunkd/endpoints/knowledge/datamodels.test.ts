import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const MODELS = "/servicesNS/nobody/TA_mine/datamodel/model";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/datamodels.conf": "[Pings]\nacceleration = 0\n[Bare]\nacceleration = 0\n",
    "default/data/models/Pings.json": '{"displayName": "All pings", "objects": []}',
    "metadata/default.meta": "[]\nexport = system\n",
  }),
);

it("tells of the add-on's data models with their definitions, and takes new ones", async () => {
  await using splunkd = await startStandIn({ addon });
  const ask = async (path: string, form?: Record<string, string>) => {
    const how = form === undefined ? {} : { body: new URLSearchParams(form) };
    const method = form === undefined ? "GET" : "POST";
    const { status, text } = await askSplunkd(splunkd, method, `${path}?output_mode=json`, how);
    const answer = JSON.parse(text);
    return {
      status,
      names: answer.entry?.map((one: { name: string }) => one.name),
      content: answer.entry?.[0].content,
    };
  };
  expect((await ask(MODELS)).names).toEqual(["Bare", "Pings"]);
  const { content } = await ask(`${MODELS}/Pings`);
  expect(content.displayName).toBe("All pings");
  expect(JSON.parse(content["eai:data"])).toEqual({ displayName: "All pings", objects: [] });
  expect(JSON.parse((await ask(`${MODELS}/Bare`)).content["eai:data"]).modelName).toBe("Bare");
  const data = JSON.stringify({ displayName: "Mine", objects: [] });
  expect((await ask(MODELS, { name: "Mine", "eai:data": data })).status).toBe(201);
  expect((await ask(`${MODELS}/Mine`)).content).toMatchObject({
    displayName: "Mine",
    "eai:data": data,
  });
  expect((await ask(MODELS, { name: "Bad", "eai:data": "[" })).status).toBe(400);
  expect((await ask(MODELS, { name: "Bad", description: "of no model" })).status).toBe(400);

  // As splunk-sdk asks: the definition is the description, the acceleration JSON too.
  const { content: made } = await ask(MODELS, { name: "Theirs", description: data });
  expect(made).toMatchObject({ displayName: "Mine", description: data });
  expect(JSON.parse(made.acceleration)).toMatchObject({ enabled: false });
  const acceleration = JSON.stringify({ enabled: true, earliestTime: "-2mon" });
  await ask(`${MODELS}/Theirs`, { acceleration });
  expect((await ask(`${MODELS}/Theirs`)).content).toMatchObject({
    acceleration,
    description: data,
  });
  expect((await ask("/services/data/models")).names).toContain("Pings");
});
