import { expect, it } from "vitest";
import { KvCollection } from "../../../../../src/splunkd/store/kv/kv-collection.ts";
import { readKvQuery } from "../../../../../src/splunkd/store/kv/kv-query.ts";
import { KvQueryError } from "../../../../../src/splunkd/store/kv/kv-query-error.ts";
import { kvSchema } from "../../../../../src/splunkd/store/kv/kv-types.ts";
import { shapeDocuments } from "../../../../../src/splunkd/store/kv/shape-documents.ts";

const free = kvSchema([]);

function filled(): KvCollection {
  const collection = new KvCollection();
  for (const [number, name] of ["ada", "bob", "cyd"].entries()) {
    collection.insert(
      "nobody",
      { _key: `k${number}`, name, num: number, at: { city: name } },
      free,
    );
  }
  return collection;
}

async function keys(query: string): Promise<string[]> {
  return [...filled().find("nobody", await readKvQuery(query))].map((one) => one._key);
}

it("makes a key where none is given, and refuses one that is there", () => {
  const collection = filled();
  expect(collection.insert("nobody", { a: 1 }, free)).toEqual({
    key: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
  expect(collection.insert("nobody", { _key: "k1" }, free)).toEqual({ refused: "exists" });
  expect(collection.save("nobody", { _key: "k1", name: "new" }, free)).toBe("k1");
  expect(collection.get("nobody", "k1")).toEqual({ _key: "k1", _user: "nobody", name: "new" });
});

it("keeps each user's documents apart, and shows nobody's beside them when they are shared", async () => {
  const collection = filled();
  collection.insert("ann", { _key: "k1", mine: true }, free);
  const all = await readKvQuery(undefined);
  expect([...collection.find("ann", all)]).toHaveLength(1);
  expect([...collection.find("ann", all, true)]).toHaveLength(4);
  expect(collection.removeAll("ann")).toBe(1);
  expect(collection.size).toBe(3);
});

it.each([
  ["{}", ["k0", "k1", "k2"]],
  ['{"name":"bob"}', ["k1"]],
  ['{"_key":"k2"}', ["k2"]],
  ['{"num":{"$gt":0}}', ["k1", "k2"]],
  ['{"num":{"$gte":1,"$lt":2}}', ["k1"]],
  ['{"num":{"$ne":0}}', ["k1", "k2"]],
  ['{"$or":[{"name":"ada"},{"num":2}]}', ["k0", "k2"]],
  ['{"$and":[{"name":"ada"},{"num":2}]}', []],
  ['{"$not":{"name":"ada"}}', ["k1", "k2"]],
  ['{"name":{"$not":{"$eq":"ada"}}}', ["k1", "k2"]],
  ['{"name":{"$in":["ada","cyd"]}}', ["k0", "k2"]],
  ['{"name":{"$regex":"^[ab]"}}', ["k0", "k1"]],
  ['{"other":{"$exists":false}}', ["k0", "k1", "k2"]],
  ['{"at.city":"cyd"}', ["k2"]],
])("answers the query %s", async (query, expected) => {
  expect(await keys(query)).toEqual(expected);
});

it.each(['{"a":', "[]", "3", '{"$where":"1"}', '{"a":{"$function":{}}}', '{"a":{"$regex":"("}}'])(
  "refuses the query %s",
  async (query) => {
    await expect(readKvQuery(query)).rejects.toThrow(KvQueryError);
  },
);

it("refuses a query nested without end", async () => {
  const deep = `${'{"$and":['.repeat(2000)}{}${"]}".repeat(2000)}`;
  await expect(readKvQuery(deep)).rejects.toThrow(KvQueryError);
});

it("sorts, skips, limits and chooses fields, in this order", () => {
  const documents = [...filled().all()];
  const names = (shape: Parameters<typeof shapeDocuments>[1]): unknown[] =>
    shapeDocuments(documents, { ...shape, fields: "name" });
  expect(names({ sort: "num:-1", skip: "1", limit: "1" })).toEqual([{ name: "bob", _key: "k1" }]);
  expect(names({ limit: "0" })).toHaveLength(3);
  expect(shapeDocuments(documents, { fields: "at:0,_id:0,num:0,_user:0" })[0]).toEqual({
    name: "ada",
  });
  expect(shapeDocuments(documents, { fields: "at.city,_key:0" })[0]).toEqual({ "at.city": "ada" });
  expect(shapeDocuments(documents, {}, 2)).toHaveLength(2);
});

it("brings values to the types of the collection, and drops or refuses those that do not fit", () => {
  const settings: [string, string][] = [
    ["field.n", "number"],
    ["field.b", "bool"],
    ["field.s", "string"],
    ["field.a", "array"],
    ["field.c", "cidr"],
    ["field.t", "time"],
  ];
  const collection = new KvCollection();
  const document = { _key: "x", n: "12", b: "true", s: 3, a: [1], c: "10.0.0.0/8", t: "17" };
  collection.insert("nobody", document, kvSchema(settings));
  expect(collection.get("nobody", "x")).toEqual({
    _key: "x",
    _user: "nobody",
    n: 12,
    b: true,
    s: "3",
    a: [1],
    c: "10.0.0.0/8",
    t: 17,
  });
  const odd = { _key: "y", n: "twelve", b: "perhaps", a: "1", c: "10.0.0.0/99", t: "soon", z: 1 };
  collection.insert("nobody", odd, kvSchema(settings));
  expect(collection.get("nobody", "y")).toEqual({ _key: "y", _user: "nobody", z: 1 });
  const strict = kvSchema([...settings, ["enforceTypes", "true"]]);
  expect(collection.insert("nobody", { n: "twelve" }, strict)).toEqual({ refused: "invalid" });
});

it.each([
  [{ deep: [1, { b: 2 }] }, { deep: [1, { b: 2 }] }],
  [[], []],
  [12, "12"],
  [false, "false"],
])("keeps %j in a field of type string as %j", (value, kept) => {
  const collection = new KvCollection();
  const strict = kvSchema([
    ["field.s", "string"],
    ["enforceTypes", "true"],
  ]);
  collection.insert("nobody", { _key: "x", s: value }, strict);
  expect(collection.get("nobody", "x")).toEqual({ _key: "x", _user: "nobody", s: kept });
});

it.each(["twelve", "1,000", {}])("refuses %j for a number whose type is enforced", (n) => {
  const strict = kvSchema([
    ["field.n", "number"],
    ["enforceTypes", "1"],
  ]);
  expect(new KvCollection().insert("nobody", { n }, strict)).toEqual({ refused: "invalid" });
});

it("takes names of the language for plain names", async () => {
  const collection = new KvCollection();
  const document = JSON.parse('{"_key":"__proto__","constructor":1,"__proto__":{"a":1}}') as object;
  collection.insert("nobody", document, free);
  const [found] = [...collection.find("nobody", await readKvQuery('{"constructor":1}'))];
  expect(found?._key).toBe("__proto__");
  expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
});

it.each([
  ['{"a":{"$where":"1"}}', "Unsupported operator: $where"],
  ['{"$expr":{}}', "Unsupported operator: $expr"],
  ['{"$and":5}', "$and must be a nonempty array of objects"],
  ['{"$or":[]}', "$or must be a nonempty array of objects"],
  ['{"a":{"$in":5}}', "$in needs an array"],
  ['{"a":{"$mod":[0,0]}}', "malformed mod, it needs a divisor and a remainder"],
  ['{"a":{"$size":"x"}}', "$size needs a number"],
  ['{"a":{"$not":1}}', "$not needs an object"],
  ['{"$not":1}', "$not needs an object"],
  ['{"a":{"$elemMatch":1}}', "$elemMatch needs an object"],
  ['{"a":{"$regex":5}}', "$regex has to be a string"],
  ['{"a":{"$options":"i"}}', "$options needs a $regex"],
  ['{"a":{"$regex":"a","$options":"g"}}', "invalid flag in regex options: g"],
  ['{"__proto__":1}', "Field names cannot be __proto__"],
  ['{"a.__proto__.b":1}', "Field names cannot be a.__proto__.b"],
  ['{"a":', "JSON could not be parsed: Unexpected end of JSON input"],
  ["[]", "The query must be a JSON object."],
  [`{"a":${"[".repeat(90)}${"]".repeat(90)}}`, "The query is nested too deeply."],
])("refuses the query %.40s", async (query, message) => {
  await expect(readKvQuery(query)).rejects.toThrow(new KvQueryError(message));
});

it.each([
  ['{"name":{"$regex":"^A","$options":"i"}}', ["k0"]],
  ['{"name":{"$not":{"$regex":"^a"}}}', ["k1", "k2"]],
  ['{"$or":[{"name":{"$regex":"d$"}},{"at.city":{"$regex":"^b"}}]}', ["k1", "k2"]],
  ['{"num":{"$regex":"1"}}', []],
])("answers the pattern of %s", async (query, expected) => {
  expect(await keys(query)).toEqual(expected);
});

it("looks for a pattern in lists, and in what lies within their items", async () => {
  const collection = new KvCollection();
  collection.insert("nobody", { _key: "x", tags: ["red", 5, "blue"], at: [{ b: "here" }] }, free);
  for (const query of ['{"tags":{"$regex":"^bl"}}', '{"at.b":{"$regex":"^he"}}'])
    expect([...collection.find("nobody", await readKvQuery(query))]).toHaveLength(1);
});

it("gives a pattern up that backtracks without end", async () => {
  const collection = new KvCollection();
  collection.insert("nobody", { text: `${"a".repeat(60)}!` }, free);
  const query = await readKvQuery('{"text":{"$regex":"^(a+)+$"}}');
  expect(() => [...collection.find("nobody", query)]).toThrow(KvQueryError);
});
