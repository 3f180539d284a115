/**
 * data/threat_intel: items of Enterprise Security's threat intelligence, and files of it.
 * Ground: ES REST API Reference, «Threat Intelligence API»: arguments, capability and answers; public add-ons for a list of
 * items in `item`, `?item=<query>`, and 201 of a create. Guess: the texts of refusals.
 */
import type { Family, PathRequest } from "../../call/family.ts";
import type { Store } from "../../store/store.ts";
import { jsonBody, type JsonObject } from "./json-body.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import { compileKvQuery } from "../../store/kv/kv-query.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { json, type Reply, type Text } from "../../model/reply.ts";

const COLLECTIONS = new Set(
  "certificate domain email file http ip process registry service user"
    .split(" ")
    .map((name) => `${name}_intel`),
);
const FILES = "SplunkEnterpriseSecuritySuite/threat_intel_files";
const NEEDS = ["edit_threat_intel_collections", "admin_all_objects"];
const PATH = "/data/threat_intel/item/:collection";

export const esThreatIntel: Family = (app, { store, now }) => {
  const config = { capabilities: NEEDS };
  /** Answers for a collection that there is. */
  const of =
    (answer: (collection: KvCollection, request: PathRequest) => Reply | Promise<Reply>) =>
    (request: PathRequest) => {
      const collection = collectionOf(store, request.params["collection"]);
      if (collection === undefined) return refused("Invalid threat intelligence collection.", 404);
      return answer(collection, request);
    };
  const save = (what: "Create" | "Update", status: number) =>
    of((collection, request) => saveItems(collection, itemsOf(request), what, status, now()));
  app.get(PATH, { config }, of(list));
  // Before the POST, which answers a PUT otherwise.
  app.put(PATH, { config }, save("Update", 200));
  app.post(PATH, { config }, save("Create", 201));
  app.delete(PATH, { config }, of(remove));
  app.get(`${PATH}/:key`, { config }, of(list));
  app.delete(`${PATH}/:key`, { config }, of(remove));
  const uploading = { config: { capabilities: NEEDS, rawBody: true } };
  app.post("/data/threat_intel/upload", uploading, (request) =>
    upload(jsonBody(request), store.collections.of(FILES)),
  );
};

function done(what: string, status = 200): Text {
  return json({ message: `${what} operation successful.`, status: true }, status);
}

function refused(message: string, status = 400): Text {
  return json({ message, status: false }, status);
}

function collectionOf(store: Store, name = ""): KvCollection | undefined {
  if (!COLLECTIONS.has(name)) return undefined;
  return store.collections.of(`DA-ESS-ThreatIntelligence/${name}`);
}

/** One item or a list of them; undefined where it is neither. */
function itemsOf(request: PathRequest): readonly object[] | undefined {
  try {
    const given = request.args.get("item") ?? jsonBody(request)?.["item"] ?? "";
    const parsed: unknown = typeof given === "string" ? JSON.parse(given) : given;
    const items: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    return items.every((item) => typeof item === "object" && item !== null) ? items : undefined;
  } catch {
    return undefined;
  }
}

/** `now` in milliseconds. */
function saveItems(
  collection: KvCollection,
  items: readonly object[] | undefined,
  what: "Create" | "Update",
  status: number,
  now: number,
): Text {
  if (items === undefined || items.length === 0)
    return refused("The item argument must be valid JSON.");
  const before = items.map((item) => {
    const key = (item as { _key?: unknown })._key;
    return typeof key === "string" ? collection.get("nobody", key) : undefined;
  });
  if (what === "Update" && before.includes(undefined)) return refused("Item not found.", 404);
  const time = now / 1000;
  for (const [at, item] of items.entries())
    collection.save("nobody", { ...before[at], ...item, time }, kvSchema([]));
  return done(what, status);
}

/** By key, by a query in `item`, or all. */
async function matching(
  collection: KvCollection,
  request: PathRequest,
): Promise<ReturnType<KvCollection["find"]>> {
  const { key } = request.params;
  const query = key === undefined ? (itemsOf(request)?.[0] ?? {}) : { _key: key };
  return collection.find("nobody", await compileKvQuery(query));
}

async function list(collection: KvCollection, request: PathRequest): Promise<Reply> {
  const items = [...(await matching(collection, request))];
  if (request.params["key"] === undefined) return json(items);
  const [item] = items;
  return item === undefined ? refused("Item not found.", 404) : json(item);
}

async function remove(collection: KvCollection, request: PathRequest): Promise<Reply> {
  const { key } = request.params;
  const keys =
    key === undefined
      ? (itemsOf(request) ?? []).map((item) => (item as { _key?: unknown })._key)
      : [key];
  const named = keys.filter((name) => typeof name === "string");
  const gone =
    named.length === keys.length
      ? named
      : [...(await matching(collection, request))].map((document) => document._key);
  const there = gone.filter((name) => collection.remove("nobody", name));
  if (there.length === 0) return refused("Item not found.", 404);
  return done("Delete");
}

function upload(given: JsonObject | undefined, files: KvCollection): Reply {
  const name = String(given?.["filename"] ?? given?.["file_name"] ?? "");
  const content = given?.["content"] ?? given?.["encoded_content"];
  if (name === "" || typeof content !== "string") {
    return json({ message: "filename and content are required.", success: false }, 400);
  }
  const isKept = files.get("nobody", name) !== undefined;
  if (isKept && given?.["overwrite"] === false) {
    return json({ message: "A file with this name already exists.", success: false }, 400);
  }
  files.save("nobody", { _key: name, content }, kvSchema([]));
  return json({ message: "File uploaded successfully.", success: true, internal_status: 0 });
}
