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
  expect((await ask(MODELS)).names).toEqual([
    "Bare",
    "internal_audit_logs",
    "internal_server",
    "Pings",
  ]);
  const { content } = await ask(`${MODELS}/Pings`);
  expect(content.displayName).toBe("All pings");
  expect(JSON.parse(content["eai:data"])).toMatchObject({ displayName: "All pings", objects: [] });
  expect(JSON.parse((await ask(`${MODELS}/Bare`)).content["eai:data"]).modelName).toBe("Bare");
  const data = JSON.stringify({ displayName: "Mine", objects: [] });
  expect((await ask(MODELS, { name: "Mine", "eai:data": data })).status).toBe(201);
  const { content: mine } = await ask(`${MODELS}/Mine`);
  expect(mine.displayName).toBe("Mine");
  expect(JSON.parse(mine["eai:data"])).toMatchObject({ modelName: "Mine", objects: [] });
  expect((await ask(MODELS, { name: "Bad", "eai:data": "[" })).status).toBe(400);
  expect((await ask(MODELS, { name: "Bad", description: "of no model" })).status).toBe(400);

  // As splunk-sdk asks: the definition is the description, the acceleration JSON too.
  const { content: made } = await ask(MODELS, { name: "Theirs", description: data });
  expect(made.displayName).toBe("Mine");
  expect(made.description).toBe(made["eai:data"]);
  expect(JSON.parse(made.acceleration)).toMatchObject({ enabled: false });
  const acceleration = JSON.stringify({ enabled: true, earliestTime: "-2mon" });
  await ask(`${MODELS}/Theirs`, { acceleration });
  expect((await ask(`${MODELS}/Theirs`)).content).toMatchObject({
    acceleration,
    displayName: "Mine",
  });
  expect((await ask("/services/data/models")).names).toContain("Pings");
});

interface Dataset {
  readonly objectName: string;
  readonly fields: readonly { readonly fieldName: string; readonly owner: string }[];
}

async function objectsOf(model: object): Promise<readonly Dataset[]> {
  await using splunkd = await startStandIn();
  const path = "/servicesNS/nobody/search/datamodel/model?output_mode=json";
  const body = new URLSearchParams({ name: "Made", description: JSON.stringify(model) });
  const { text } = await askSplunkd(splunkd, "POST", path, { body });
  return JSON.parse(JSON.parse(text).entry[0].content.description).objects;
}

const CHAIN = {
  displayName: "Made",
  objects: [
    { objectName: "low", parentName: "middle", fields: [{ fieldName: "c" }] },
    {
      objectName: "top",
      parentName: "BaseEvent",
      constraints: [{ search: "index=main" }],
      fields: [{ fieldName: "a", required: true, type: "number" }],
      calculations: [
        { calculationType: "Eval", expression: "1", outputFields: [{ fieldName: "x" }] },
      ],
    },
    { objectName: "middle", parentName: "top", fields: [{ fieldName: "b", hidden: true }] },
  ],
};

it("tells of each dataset what it inherits, and of each field all that belongs to it", async () => {
  const objects = await objectsOf(CHAIN);
  const low = objects.find(({ objectName }) => objectName === "low");
  expect(low).toMatchObject({
    displayName: "low",
    lineage: "top.middle.low",
    children: [],
    constraints: [{ search: "index=main", owner: "top" }],
    calculations: [
      { owner: "top", editable: true, calculationID: expect.stringMatching(/^[\da-f]{32}$/) },
    ],
    tsidxNamespace: 'datamodel="Made"',
  });
  const owners = low?.fields.map(({ fieldName, owner }) => [fieldName, owner]);
  expect(owners).toEqual([
    ["_time", "BaseEvent"],
    ["host", "BaseEvent"],
    ["source", "BaseEvent"],
    ["sourcetype", "BaseEvent"],
    ["a", "top"],
    ["b", "middle"],
    ["c", "low"],
    ["low", "low"],
  ]);
  expect(low?.fields[4]).toEqual({
    fieldName: "a",
    displayName: "a",
    owner: "top",
    type: "number",
    fieldSearch: "a=* ",
    comment: "",
    required: true,
    multivalue: false,
    hidden: false,
    editable: true,
  });
  expect(objects.find(({ objectName }) => objectName === "top")).toMatchObject({
    children: ["middle"],
  });
});

it.each([
  [{ displayName: "d", objects: [{ objectName: "s", parentName: "BaseSearch" }] }, ["s"]],
  [{ displayName: "d", objects: [{ objectName: "a", parentName: "a" }] }, ["a"]],
  [
    {
      displayName: "d",
      objects: [
        { objectName: "a", parentName: "b" },
        { objectName: "b", parentName: "a" },
      ],
    },
    ["a", "b"],
  ],
  [{ displayName: "d", objects: [null, 1, { objectName: "a" }, { fields: [null] }] }, ["a"]],
  [{ displayName: "d", objects: "none" }, []],
])("takes the datasets of %j", async (model, names) => {
  const objects = await objectsOf(model);
  expect(objects.map(({ objectName }) => objectName)).toEqual(names);
});

it.each([
  ["internal_audit_logs", ["Audit", "searches"]],
  ["internal_server", ["server", "scheduler", "splunkdaccess"]],
])("has the model %s that Splunk ships", async (name, names) => {
  await using splunkd = await startStandIn();
  for (const path of ["datamodel/model", "data/models"]) {
    const url = `/services/${path}/${name}?output_mode=json`;
    const { content } = JSON.parse((await askSplunkd(splunkd, "GET", url)).text).entry[0];
    const { objects } = JSON.parse(content["eai:data"]) as { objects: Dataset[] };
    expect(objects.map(({ objectName }) => objectName)).toEqual(names);
  }
});
