/**
 * data/threat_intel: items of Enterprise Security's threat intelligence, and files of it.
 * Ground: ES REST API Reference, «Threat Intelligence API»: arguments, capability and answers; public add-ons for a list of
 * items in `item`, `?item=<query>`, and 201 of a create. Guess: the texts of refusals.
 */
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { jsonBody } from "./json-body.ts";
import type { KvCollection } from "../../store/kv/kv-collection.ts";
import { compileKvQuery } from "../../store/kv/kv-query.ts";
import { kvSchema } from "../../store/kv/kv-types.ts";
import { json, type Reply, type Text } from "../../model/reply.ts";

const COLLECTIONS = new Set(
  "certificate domain email file http ip process registry service user"
    .split(" ")
    .map((name) => `${name}_intel`),
);
const NEEDS = ["edit_threat_intel_collections", "admin_all_objects"];
const PATH = "data/threat_intel/item/{collection}";

export const esThreatIntel: readonly Endpoint[] = [
  {
    path: PATH,
    GET: { capabilities: NEEDS, run: list },
    POST: { capabilities: NEEDS, run: (call) => save(call, "Create", 201) },
    PUT: { capabilities: NEEDS, run: (call) => save(call, "Update", 200) },
    DELETE: { capabilities: NEEDS, run: remove },
  },
  {
    path: `${PATH}/{key}`,
    GET: { capabilities: NEEDS, run: list },
    DELETE: { capabilities: NEEDS, run: remove },
  },
  {
    path: "data/threat_intel/upload",
    POST: { capabilities: NEEDS, rawBody: true, run: upload },
  },
];

function said(what: string, status = 200): Text {
  return json({ message: `${what} operation successful.`, status: true }, status);
}

function refused(message: string, status = 400): Text {
  return json({ message, status: false }, status);
}

function collectionOf({ params, splunkd }: Call): KvCollection | undefined {
  const name = params["collection"] ?? "";
  if (!COLLECTIONS.has(name)) return undefined;
  return splunkd.store.collections.of(`DA-ESS-ThreatIntelligence/${name}`);
}

/** One item or a list of them; undefined where it is neither. */
function itemsOf(call: Call): readonly object[] | undefined {
  try {
    const given = call.args.get("item") ?? jsonBody(call)?.["item"] ?? "";
    const parsed = (typeof given === "string" ? JSON.parse(given) : given) as unknown;
    const items: unknown[] = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
    return items.every((one) => typeof one === "object" && one !== null)
      ? (items as object[])
      : undefined;
  } catch {
    return undefined;
  }
}

function save(call: Call, what: "Create" | "Update", status: number): Text {
  const collection = collectionOf(call);
  const items = itemsOf(call);
  if (collection === undefined) return refused("Invalid threat intelligence collection.", 404);
  if (items === undefined || items.length === 0)
    return refused("The item argument must be valid JSON.");
  const before = items.map((item) => {
    const key = (item as { _key?: unknown })._key;
    return typeof key === "string" ? collection.get("nobody", key) : undefined;
  });
  if (what === "Update" && before.includes(undefined)) return refused("Item not found.", 404);
  const time = call.splunkd.now() / 1000;
  for (const [at, item] of items.entries())
    collection.save("nobody", { ...before[at], ...item, time }, kvSchema([]));
  return said(what, status);
}

/** By key, by a query in `item`, or all. */
async function found(
  call: Call,
  collection: KvCollection,
): Promise<ReturnType<KvCollection["find"]>> {
  const key = call.params["key"];
  const query = key === undefined ? (itemsOf(call)?.[0] ?? {}) : { _key: key };
  return collection.find("nobody", await compileKvQuery(query));
}

async function list(call: Call): Promise<Reply> {
  const collection = collectionOf(call);
  if (collection === undefined) return refused("Invalid threat intelligence collection.", 404);
  const items = [...(await found(call, collection))];
  if (call.params["key"] === undefined) return json(items);
  const [item] = items;
  return item === undefined ? refused("Item not found.", 404) : json(item);
}

async function remove(call: Call): Promise<Reply> {
  const collection = collectionOf(call);
  if (collection === undefined) return refused("Invalid threat intelligence collection.", 404);
  const keys =
    call.params["key"] === undefined
      ? (itemsOf(call) ?? []).map((item) => (item as { _key?: unknown })._key)
      : [call.params["key"]];
  const named = keys.filter((key) => typeof key === "string");
  const gone =
    named.length === keys.length
      ? named
      : [...(await found(call, collection))].map((one) => one._key);
  const there = gone.filter((key) => collection.remove("nobody", key));
  if (there.length === 0) return refused("Item not found.", 404);
  return said("Delete");
}

function upload(call: Call): Reply {
  const given = jsonBody(call);
  const name = String(given?.["filename"] ?? given?.["file_name"] ?? "");
  const content = given?.["content"] ?? given?.["encoded_content"];
  if (name === "" || typeof content !== "string") {
    return json({ message: "filename and content are required.", success: false }, 400);
  }
  const files = call.splunkd.store.collections.of(
    "SplunkEnterpriseSecuritySuite/threat_intel_files",
  );
  const isKept = files.get("nobody", name) !== undefined;
  if (isKept && given?.["overwrite"] === false) {
    return json({ message: "A file with this name already exists.", success: false }, 400);
  }
  files.save("nobody", { _key: name, content }, kvSchema([]));
  return json({ message: "File uploaded successfully.", success: true, internal_status: 0 });
}
