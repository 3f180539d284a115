import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { Arguments } from "../../../../../src/splunkd/model/arguments.ts";
import type { PathRequest } from "../../../../../src/splunkd/call/family.ts";
import { EntityCollection } from "../../../../../src/splunkd/call/collection/entity-collection.ts";
import { listEntities } from "../../../../../src/splunkd/call/collection/entity-verbs.ts";
import { content, type Entity } from "../../../../../src/splunkd/model/entity.ts";
import type { Feed } from "../../../../../src/splunkd/model/reply.ts";
import { Asker } from "../../../../support/load/asker.ts";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { NOBODY } from "../../../../../src/splunkd/instance/users.ts";

const STANZAS = 2000;

/** A list over an add-on with so many stanzas, and how often one of them was made ready to be shown. */
async function listed(search: string): Promise<{ feed: Feed; shown: number }> {
  const text = Array.from({ length: STANZAS }, (_, number) => `[s${number}]\nk = ${number}\n`);
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_many\n",
      "default/many.conf": text.join(""),
    }),
  );
  await using splunkd = await startStandIn({ addon });
  const instance = await splunkd.open();
  let shown = 0;
  const spec = {
    path: "many",
    kind: "conf-many",
    shows(entity: Entity) {
      shown += 1;
      return content({ k: entity.shipped?.["k"] ?? "" });
    },
  };
  const request = {
    args: Arguments.of(search),
    params: {},
    namespace: { owner: "nobody", app: "TA_many", isExplicit: true },
    user: instance.users.find("admin") ?? NOBODY,
  } as unknown as PathRequest;
  const feed = listEntities(new EntityCollection(spec, instance), request);
  for (const view of feed.views) expect(view.content["k"]).toBeTypeOf("string");
  return { feed, shown };
}

it.each([
  ["", 30, STANZAS],
  ["count=5&offset=1990", 5, STANZAS],
  ["search=name%3Ds7", 1, 1],
  ["sort_dir=desc&count=1", 1, STANZAS],
])("makes only those ready that the page of %j shows", async (search, page, total) => {
  const { feed, shown } = await listed(search);
  expect([feed.views.length, feed.paging?.total, shown]).toEqual([page, total, page]);
});

it("looks into all of them where that is what is asked for", async () => {
  const { feed } = await listed("search=k%3D1999");
  expect(feed.views.map(({ name }) => name)).toEqual(["s1999"]);
});

it("sends a list of all of them as it is made, in JSON and in XML", async () => {
  const names = Array.from({ length: STANZAS }, (_, number) => `s${number}`);
  const conf = { many: Object.fromEntries(names.map((name) => [name, { k: `<${name}>` }])) };
  await using splunkd = await startStandIn({ fixtures: { conf } });
  const asker = new Asker(splunkd.uri, 1);
  const ask = (mode: string) =>
    asker.ask({
      method: "GET",
      path: `/services/configs/conf-many?count=0&output_mode=${mode}`,
      headers: { Authorization: `Splunk ${splunkd.sessionKey}` },
    });
  const { entry, paging } = JSON.parse((await ask("json")).text) as {
    readonly entry: readonly { readonly name: string; readonly content: { readonly k: string } }[];
    readonly paging: { readonly total: number };
  };
  const { text } = await ask("xml");
  asker.close();
  expect(paging.total).toBe(STANZAS);
  expect(new Set(entry.map(({ name }) => name))).toEqual(new Set(names));
  expect(entry.every(({ name, content: { k } }) => k === `<${name}>`)).toBe(true);
  expect(text.match(/<s:key name="k">&lt;s\d+&gt;<\/s:key>/g)).toHaveLength(STANZAS);
  expect(text.trimEnd().endsWith("</feed>")).toBe(true);
});
